import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { Component } from '../contracts/component';
import type { Issue } from '../issues/issue';
import { schemaIssues } from './schema-issues';

/** Validates component options by the component's own schema and fills in its defaults. */
export class OptionsValidator {
  readonly #ajv = createAjv();
  readonly #compiled = new Map<Component, ValidateFunction>();

  /** What is wrong with a component's schema, or nothing. */
  check(component: Component): string | undefined {
    const { schema } = component;
    if (schema.type !== 'object' || schema.additionalProperties !== false) {
      return 'its schema must be of type object with additionalProperties: false, so that unknown keys are refused';
    }
    try {
      this.#compiled.set(component, this.#ajv.compile(schema));
      return undefined;
    } catch (error) {
      return `its schema is not valid: ${(error as Error).message}`;
    }
  }

  validate(component: Component, given: unknown): { value: Record<string, unknown> } | { issues: readonly Issue[] } {
    const validate = this.#compiled.get(component) ?? this.#ajv.compile(component.schema);
    const value = structuredClone(given) as Record<string, unknown>;
    if (validate(value)) return { value };
    return { issues: schemaIssues(validate.errors as ErrorObject[]) };
  }
}

/** The one configuration of ajv that the project validates with. */
export function createAjv(): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: true, useDefaults: true, verbose: true, allowUnionTypes: true });
  ajv.addVocabulary(['x-paper', 'x-path']);
  return ajv;
}

/** Validates a value by a schema, filling in its defaults in place; the issues are empty where it is valid. */
export function validateBySchema(schema: object, value: unknown): readonly Issue[] {
  const validate = createAjv().compile(schema);
  return validate(value) ? [] : schemaIssues(validate.errors as ErrorObject[]);
}
