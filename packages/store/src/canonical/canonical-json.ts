import { NopropError } from '@noprop/core';
import { isReservedKey } from '../reserved-keys';

/**
 * The canonical text of a JSON value (RFC 8785): keys sorted by UTF-16 code units, no whitespace, numbers as JavaScript
 * prints them, -0 as 0. Equal values give equal text, which can be hashed and compared byte for byte.
 * @throws NopropError `not_json`, with the path, for anything that JSON cannot represent without loss: NaN, infinities,
 * undefined, functions, symbols, big integers, holes, non-plain objects, circular nesting, and keys like `__proto__`
 */
export function canonicalJson(value: unknown): string {
  return encode(value, []);
}

/** {@link canonicalJson} for people: indented by two spaces, with a final newline. */
export function prettyJson(value: unknown): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(value)), null, 2)}\n`;
}

type Steps = readonly (string | number)[];

const deepest = 500;

function encode(value: unknown, at: Steps): string {
  if (at.length > deepest) throw refusal(`nesting of more than ${deepest} levels`, at.slice(0, 3));
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw refusal(String(value), at);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    // Array.from also visits holes, which map would skip.
    return `[${Array.from(value, (item, index) => encode(item, [...at, index])).join(',')}]`;
  }
  if (typeof value === 'object' && isPlain(value)) return encodeObject(value, at);
  throw refusal(describe(value), at);
}

function encodeObject(value: object, at: Steps): string {
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const members = entries.map(([key, item]) => {
    if (isReservedKey(key)) throw refusal(`the key "${key}"`, at);
    return `${JSON.stringify(key)}:${encode(item, [...at, key])}`;
  });
  return `{${members.join(',')}}`;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === null || prototype === Object.prototype) && Object.getOwnPropertySymbols(value).length === 0;
}

function describe(value: unknown): string {
  if (typeof value === 'undefined') return 'undefined';
  if (typeof value !== 'object' || value === null) return `a ${typeof value}`;
  const name: unknown = value.constructor?.name;
  return typeof name === 'string' && name !== 'Object' ? `an object of class ${name}` : 'an object with symbol keys';
}

function refusal(actual: string, at: Steps): NopropError {
  return new NopropError({
    code: 'not_json',
    path: at.join('.'),
    message: `Expected a JSON value, got ${actual}.`,
    hint: 'Use finite numbers, strings, booleans, null, arrays and plain objects.',
  });
}
