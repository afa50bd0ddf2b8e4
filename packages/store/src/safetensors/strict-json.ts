import { isReservedKey } from '../reserved-keys';

/** The values allowed in a header: objects (as maps, keys in order), arrays, strings, integers from 0 to 2^53 - 1. */
export type StrictValue = string | number | readonly StrictValue[] | StrictObject;
export interface StrictObject extends ReadonlyMap<string, StrictValue> {}

/**
 * Parses the JSON of a header. Unlike JSON.parse, which keeps the last of two equal keys, it refuses duplicate keys,
 * keys like `__proto__`, negative, fractional and large numbers, and more than four levels of nesting.
 * @throws SyntaxError whose message completes "the header ..."
 */
export function parseStrictJson(text: string): StrictValue {
  const reader: Reader = { text, at: 0 };
  const value = readValue(reader, 1);
  skipSpace(reader);
  if (reader.at < text.length) throw unexpected(reader, 'the end of the header');
  return value;
}

/** Narrows a value to an object. */
export function isStrictObject(value: StrictValue | undefined): value is StrictObject {
  return value instanceof Map;
}

/** Shortens text for a message, because a hostile file can contain names of many megabytes. */
export const shorten = (token: string): string => (token.length > 80 ? `${token.slice(0, 80)}...` : token);

/** Quotes and shortens a name for a message. */
export const quote = (name: string): string => shorten(JSON.stringify(name));

interface Reader {
  readonly text: string;
  at: number;
}

const deepest = 4;

function readValue(reader: Reader, depth: number): StrictValue {
  if (depth > deepest) throw new SyntaxError(`is nested more than ${deepest} levels deep`);
  skipSpace(reader);
  const first = reader.text[reader.at];
  if (first === '{') return readObject(reader, depth);
  if (first === '[') return readArray(reader, depth);
  return first === '"' ? readString(reader) : readInteger(reader);
}

function readObject(reader: Reader, depth: number): StrictObject {
  const entries = new Map<string, StrictValue>();
  readMembers(reader, '}', () => {
    skipSpace(reader);
    const key = readString(reader);
    if (isReservedKey(key)) throw new SyntaxError(`has the reserved key ${quote(key)}`);
    if (entries.has(key)) throw new SyntaxError(`has the key ${quote(key)} twice`);
    skipSpace(reader);
    if (reader.text[reader.at] !== ':') throw unexpected(reader, '":"');
    reader.at++;
    entries.set(key, readValue(reader, depth + 1));
  });
  return entries;
}

function readArray(reader: Reader, depth: number): readonly StrictValue[] {
  const items: StrictValue[] = [];
  readMembers(reader, ']', () => items.push(readValue(reader, depth + 1)));
  return items;
}

/** Reads comma-separated members up to the closing bracket. The reader is at the opening bracket. */
function readMembers(reader: Reader, close: '}' | ']', readMember: () => void): void {
  reader.at++;
  skipSpace(reader);
  if (reader.text[reader.at] === close) {
    reader.at++;
    return;
  }
  for (;;) {
    readMember();
    skipSpace(reader);
    const next = reader.text[reader.at];
    if (next !== ',' && next !== close) throw unexpected(reader, `"," or "${close}"`);
    reader.at++;
    if (next === close) return;
  }
}

const integerPattern = /(?:0|[1-9][0-9]{0,30})(?![0-9.eE+-])/y;
const loneSurrogate = /\p{Surrogate}/u;

function readString(reader: Reader): string {
  const end = endOfString(reader);
  if (end === undefined) throw unexpected(reader, 'a string');
  const token = reader.text.slice(reader.at, end);
  const value = decodeString(token);
  if (value === undefined || loneSurrogate.test(value))
    throw new SyntaxError(`has the malformed string ${shorten(token)}`);
  reader.at = end;
  return value;
}

/** Position after the closing quote. A regular expression would overflow the stack on a string of many megabytes. */
function endOfString({ text, at }: Reader): number | undefined {
  if (text[at] !== '"') return undefined;
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') return i + 1;
  }
  return undefined;
}

function decodeString(token: string): string | undefined {
  try {
    return JSON.parse(token) as string;
  } catch {
    return undefined;
  }
}

function readInteger(reader: Reader): number {
  integerPattern.lastIndex = reader.at;
  const token = integerPattern.exec(reader.text)?.[0];
  if (token === undefined) throw unexpected(reader, 'an object, an array, a string or a non-negative integer');
  const value = Number(token);
  if (!Number.isSafeInteger(value)) throw new SyntaxError(`has the number ${shorten(token)}, which is above 2^53 - 1`);
  reader.at += token.length;
  return value;
}

function skipSpace(reader: Reader): void {
  while (' \t\n\r'.includes(reader.text[reader.at] ?? 'x')) reader.at++;
}

function unexpected(reader: Reader, expected: string): SyntaxError {
  const actual =
    reader.at < reader.text.length
      ? JSON.stringify(reader.text.slice(reader.at, reader.at + 8))
      : 'the end of the header';
  return new SyntaxError(`is malformed at character ${reader.at + 1}: expected ${expected}, got ${actual}`);
}
