import type { ErrorObject } from 'ajv';
import type { Issue } from '../issues/issue';
import { didYouMean } from '../issues/render';

/** Turns ajv's errors into issues: what was expected, what was given and, if possible, a suggestion. */
export function schemaIssues(errors: readonly ErrorObject[]): readonly Issue[] {
  return mergeTypes(errors.filter((error) => !COMBINATORS.has(error.keyword))).map(toIssue);
}

/** Merges the type errors of the branches of one anyOf or oneOf into the first of them. */
function mergeTypes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const merged = new Map<unknown, ErrorObject>();
  for (const error of errors) {
    const combinator = /^(.*\/(?:anyOf|oneOf))\/\d+\/type$/.exec(error.schemaPath)?.[1];
    const key = combinator === undefined ? error : `${error.instancePath} ${combinator}`;
    const first = merged.get(key);
    merged.set(key, first === undefined ? error : withTypesOf(first, error));
  }
  return [...merged.values()];
}

function withTypesOf(first: ErrorObject, other: ErrorObject): ErrorObject {
  const types = [first, other].flatMap(({ params }) => params.type as string | readonly string[]);
  return { ...first, params: { type: [...new Set(types)] } };
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
      return { code: 'missing_key', path, message: `Missing key "${key}".`, hint: describe(error, key) };
    }
    case 'type':
      return { code: 'wrong_type', path, message: `Expected ${list(parameters.type)}, got ${show(error.data)}.` };
    case 'enum': {
      const choices = (parameters.allowedValues as unknown[]).map(String);
      const hint = didYouMean(String(error.data), choices);
      return {
        code: 'not_a_choice',
        path,
        message: `Expected one of ${choices.join(', ')}, got ${show(error.data)}.`,
        ...(hint === undefined ? {} : { hint }),
      };
    }
    case 'const': {
      const expected = parameters.allowedValue;
      const hint = typeof expected === 'string' ? didYouMean(String(error.data), [expected]) : undefined;
      return {
        code: 'invalid_value',
        path,
        message: `Expected ${show(expected)}, got ${show(error.data)}.`,
        ...(hint === undefined ? {} : { hint }),
      };
    }
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum': {
      const expected = `a number ${String(parameters.comparison)} ${String(parameters.limit)}`;
      return { code: 'out_of_range', path, message: `Expected ${expected}, got ${show(error.data)}.` };
    }
    default:
      return { code: 'invalid_value', path, message: invalidValue(error) };
  }
}

/** The message for the remaining keywords; ajv's own words for those that have none here. */
function invalidValue({ keyword, params, data, message = 'is not valid' }: ErrorObject): string {
  switch (keyword) {
    case 'pattern':
      return `Expected a string that matches ${String(params.pattern)}, got ${show(data)}.`;
    case 'multipleOf':
      return `Expected a multiple of ${String(params.multipleOf)}, got ${show(data)}.`;
    case 'minItems':
      return `Expected at least ${count(params.limit, 'item')}, got ${(data as unknown[]).length}.`;
    case 'maxItems':
      return `Expected at most ${count(params.limit, 'item')}, got ${(data as unknown[]).length}.`;
    case 'minProperties':
      return `Expected at least ${count(params.limit, 'key')}, got ${Object.keys(data as object).length}.`;
    case 'minLength':
      return `Expected at least ${count(params.limit, 'character')}, got ${show(data)}.`;
    case 'maxLength':
      return `Expected at most ${count(params.limit, 'character')}, got ${(data as string).length}.`;
    default:
      return `Expected a valid value, got ${show(data)}: it ${message}.`;
  }
}

const count = (limit: unknown, noun: string): string => `${String(limit)} ${noun}${limit === 1 ? '' : 's'}`;

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

/** A value as a message shows it: containers by their type, strings quoted and shortened. */
function show(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > 56 ? `${value.slice(0, 56)}…` : value);
}

function describe(error: ErrorObject, key: string): string {
  const properties = error.parentSchema?.properties as Record<string, { description?: string }> | undefined;
  const description = properties?.[key]?.description;
  return description === undefined ? `Add it.` : `Add it: ${description}`;
}
