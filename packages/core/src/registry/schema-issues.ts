import type { ErrorObject } from 'ajv';
import type { Issue } from '../issues/issue';
import { didYouMean } from '../issues/render';

/** Turns ajv's errors into issues: one sentence each, wanted and found, with a suggestion. */
export function schemaIssues(errors: readonly ErrorObject[]): readonly Issue[] {
  return errors.filter((error) => !COMBINATORS.has(error.keyword)).map(toIssue);
}

/** `/with/eta` -> `with.eta`. */
export function pointerToPath(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .join('.');
}

const COMBINATORS = new Set(['anyOf', 'oneOf', 'allOf', 'if']);

function toIssue(error: ErrorObject): Issue {
  const path = pointerToPath(error.instancePath);
  const parameters = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(parameters.additionalProperty);
      const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {});
      const hint = didYouMean(key, known) ?? `Known keys: ${known.join(', ') || 'none'}.`;
      return { code: 'unknown_key', path: join(path, key), message: `Unknown key "${key}".`, hint };
    }
    case 'required': {
      const key = String(parameters.missingProperty);
      return { code: 'missing_key', path, message: `The key "${key}" is missing.`, hint: describe(error, key) };
    }
    case 'type':
      return { code: 'wrong_type', path, message: `Wanted ${list(parameters.type)}, found ${show(error.data)}.` };
    case 'enum': {
      const choices = (parameters.allowedValues as unknown[]).map(String);
      const hint = didYouMean(String(error.data), choices);
      return {
        code: 'not_a_choice',
        path,
        message: `Wanted one of ${choices.join(', ')}, found ${show(error.data)}.`,
        ...(hint === undefined ? {} : { hint }),
      };
    }
    case 'const': {
      const wanted = parameters.allowedValue;
      const hint = typeof wanted === 'string' ? didYouMean(String(error.data), [wanted]) : undefined;
      return {
        code: 'invalid_value',
        path,
        message: `Wanted ${show(wanted)}, found ${show(error.data)}.`,
        ...(hint === undefined ? {} : { hint }),
      };
    }
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return {
        code: 'out_of_range',
        path,
        message: `Wanted a number ${String(parameters.comparison)} ${String(parameters.limit)}, found ${show(error.data)}.`,
      };
    default:
      return {
        code: 'invalid_value',
        path,
        message: `The value ${error.message ?? 'is not valid'}, found ${show(error.data)}.`,
      };
  }
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

const list = (type: unknown): string => {
  const names = Array.isArray(type) ? type.map(String) : [String(type)];
  return names.map((name) => ARTICLES[name] ?? name).join(' or ');
};

const ARTICLES: Readonly<Record<string, string>> = {
  integer: 'an integer',
  number: 'a number',
  string: 'a string',
  boolean: 'true or false',
  object: 'a map',
  array: 'a list',
  null: 'null',
};

/** A value as a person would name it: short, with its type. */
function show(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value !== 'string') return String(value);
  return `the string ${JSON.stringify(value.length > 56 ? `${value.slice(0, 56)}…` : value)}`;
}

function describe(error: ErrorObject, key: string): string {
  const properties = error.parentSchema?.properties as Record<string, { description?: string }> | undefined;
  const description = properties?.[key]?.description;
  return description === undefined ? `Add it.` : `Add it: ${description}`;
}
