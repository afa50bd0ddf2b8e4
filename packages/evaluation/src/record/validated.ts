import { createAjv, type Issue, NopropError, type Schema, schemaIssues } from '@noprop/core';

/** A schema and the type of the values it accepts, which TypeScript cannot infer from schemas of this size. */
export interface FileSchema<_T> {
  readonly schema: Schema;
}

/**
 * Validates a value from a run folder against a schema and fills in defaults in place.
 *
 * @param file where the value was read, for messages
 * @throws NopropError with every issue
 */
export function validated<T>({ schema }: FileSchema<T>, value: unknown, file: string): T {
  const validate = validators.get(schema) ?? ajv.compile(schema);
  validators.set(schema, validate);
  if (validate(value)) return value as T;
  const hint = 'The file was damaged, edited or written by another version.';
  throw new NopropError(schemaIssues(validate.errors ?? []).map((issue): Issue => ({ ...issue, hint, file })));
}

const ajv = createAjv();
// A sweep has hundreds of records; compiling would take longer than everything else.
const validators = new Map<Schema, ReturnType<typeof ajv.compile>>();
