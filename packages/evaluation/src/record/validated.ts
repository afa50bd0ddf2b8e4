import { createAjv, type Issue, NopropError, type Schema, schemaIssues } from '@noprop/core';

/** A schema and the type of what it lets through, which the compiler cannot infer from schemas of this size. */
export interface FileSchema<_T> {
  readonly schema: Schema;
}

/**
 * A value of a run folder, once it is found to be what the schema says; defaults are filled in place.
 *
 * @param file where it was read, for messages
 * @throws NopropError with every issue
 */
export function validated<T>({ schema }: FileSchema<T>, value: unknown, file: string): T {
  const validate = validators.get(schema) ?? ajv.compile(schema);
  validators.set(schema, validate);
  if (validate(value)) return value as T;
  const hint = 'The file was damaged or edited, or is of another version.';
  throw new NopropError(schemaIssues(validate.errors ?? []).map((issue): Issue => ({ ...issue, hint, file })));
}

const ajv = createAjv();
// A sweep has hundreds of records; compiling takes longer than all else.
const validators = new Map<Schema, ReturnType<typeof ajv.compile>>();
