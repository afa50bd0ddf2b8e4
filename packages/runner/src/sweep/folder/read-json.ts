import { createAjv, NopropError, schemaIssues } from '@noprop/core';
import { parseJson, readText } from '@noprop/store';

/**
 * A JSON file of a record, checked by its schema.
 *
 * @returns undefined if there is no such file
 * @throws NopropError naming the file: `read_failed`, `json_corrupt`, and what the schema has to say
 */
export function readJson(path: string, schema: object): unknown {
  const text = readText(path);
  if (text === undefined) return undefined;
  const value = parseJson(path, text);
  const validate = ajv.compile(schema);
  if (validate(value)) return value;
  const hint = 'The file was damaged or edited, or is of another version.';
  throw new NopropError(schemaIssues(validate.errors ?? []).map((issue) => ({ ...issue, hint, file: path })));
}

/** One for all files: it compiles each schema once. */
const ajv = createAjv();
