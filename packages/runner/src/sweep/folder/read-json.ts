import { createAjv, NopropError, schemaIssues } from '@noprop/core';
import { parseJson, readText } from '@noprop/store';

/**
 * Reads a JSON file of a record and validates it.
 *
 * @returns undefined if the file does not exist
 * @throws NopropError naming the file: `read_failed`, `json_corrupt`, or the schema issues
 */
export function readJson(path: string, schema: object): unknown {
  const text = readText(path);
  if (text === undefined) return undefined;
  const value = parseJson(path, text);
  const validate = ajv.compile(schema);
  if (validate(value)) return value;
  const hint = 'The file is damaged, was edited, or comes from another version.';
  throw new NopropError(schemaIssues(validate.errors ?? []).map((issue) => ({ ...issue, hint, file: path })));
}

/** Shared by all files, so that each schema is compiled once. */
const ajv = createAjv();
