import { createAjv, type Issue, NopropError, schemaIssues } from '@noprop/core';
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
  throw new NopropError(schemaIssues(validate.errors ?? []).map((issue) => ({ ...issue, file: path })));
}

/** One for all files: it compiles each schema once. */
const ajv = createAjv();

/** What `read` gives; expected failures go to `issues` instead, so that all of them can be shown at once. */
export function collecting<T>(issues: Issue[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof NopropError)) throw error;
    issues.push(...error.issues);
    return undefined;
  }
}
