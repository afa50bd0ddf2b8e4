import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { Component } from '../contracts/component';
import type { Issue } from '../issues/issue';
import { schemaIssues } from './schema-issues';

/** Validates a component's options against its own schema and fills in defaults. */
export class OptionsValidator {
  readonly #ajv = createAjv();
  readonly #compiled = new Map<Component, ValidateFunction>();

  /** What is wrong with a component's schema, or `undefined` if it is valid. */
  check(component: Component): string | undefined {
    const { schema } = component;
    if (schema.type !== 'object' || schema.additionalProperties !== false) {
      return 'its schema must have type: object and additionalProperties: false, so that unknown keys are refused';
    }
    try {
      this.#compiled.set(component, this.#ajv.compile(schema));
      return undefined;
    } catch (error) {
      return `its schema is invalid: ${(error as Error).message}`;
    }
  }

  validate(component: Component, given: unknown): { value: Record<string, unknown> } | { issues: readonly Issue[] } {
    const validate = this.#compiled.get(component) ?? this.#ajv.compile(component.schema);
    const value = structuredClone(given) as Record<string, unknown>;
    if (validate(value)) return { value };
    return { issues: schemaIssues(validate.errors as ErrorObject[]) };
  }
}

/** The ajv configuration used throughout the project. */
export function createAjv(): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: true, useDefaults: true, verbose: true, allowUnionTypes: true });
  ajv.addVocabulary(['x-paper', 'x-path']);
  return ajv;
}

/** Validates a value against a schema, filling in defaults in place. Returns no issues if it is valid. */
export function validateBySchema(schema: object, value: unknown): readonly Issue[] {
  const validate = createAjv().compile(schema);
  return validate(value) ? [] : schemaIssues(validate.errors as ErrorObject[]);
}
