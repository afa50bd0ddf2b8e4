import { decodePlace } from './decode-place';
import { isStrictObject, parseStrictJson, quote, type StrictValue } from './strict-json';
import type { TensorPlace } from './tensor';

/** A decoded header. */
export interface DecodedHeader {
  readonly metadata: ReadonlyMap<string, string>;
  /** Places by tensor name, in the order of their data. They cover the data without gap or overlap. */
  readonly places: ReadonlyMap<string, TensorPlace>;
}

/**
 * Decodes and checks a header.
 * @param json bytes between the length field and the data
 * @param dataLength bytes after the header
 * @throws SyntaxError whose message completes "the header ..."
 */
export function decodeHeader(json: Uint8Array, dataLength: number): DecodedHeader {
  if (json[0] !== '{'.charCodeAt(0)) throw new SyntaxError('does not start with "{"');
  const root = parseStrictJson(decodeUtf8(json));
  if (!isStrictObject(root)) throw new Error('internal: a text that starts with "{" is an object');
  const metadata = readMetadata(root.get(metadataKey));
  const named = [...root].filter(([name]) => name !== metadataKey);
  const places = named.map(([name, value]) => [name, decodePlace(name, value)] as const);
  places.sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end);
  checkCover(places, dataLength);
  return { metadata, places: new Map(places) };
}

const metadataKey = '__metadata__';

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SyntaxError('is not UTF-8');
  }
}

function readMetadata(value: StrictValue | undefined): ReadonlyMap<string, string> {
  if (value === undefined) return new Map();
  if (!isStrictObject(value)) throw new SyntaxError('has a "__metadata__" that is not an object');
  const metadata = new Map<string, string>();
  for (const [key, text] of value) {
    if (typeof text !== 'string') throw new SyntaxError(`has metadata ${quote(key)} that is not a string`);
    metadata.set(key, text);
  }
  return metadata;
}

function checkCover(places: readonly (readonly [string, TensorPlace])[], dataLength: number): void {
  let covered = 0;
  for (const [name, { begin, end }] of places) {
    if (begin < covered)
      throw new SyntaxError(
        `places tensor ${quote(name)} at byte ${begin}, inside another that ends at byte ${covered}`,
      );
    if (begin > covered)
      throw new SyntaxError(`leaves a gap before tensor ${quote(name)}, from byte ${covered} to ${begin}`);
    covered = end;
  }
  if (covered !== dataLength)
    throw new SyntaxError(`describes ${covered} bytes of data, but the file has ${dataLength}`);
}
