import { createHash } from 'node:crypto';

/** Metadata key of the file's digest. */
export const digestKey = 'sha256';

/** Stands in for the digest while it is computed. */
export const digestPlaceholder = '0'.repeat(64);

/** SHA-256 of a whole file, given as the bytes before the data (with the placeholder) and the pieces of the data. */
export function digestOf(start: Uint8Array, data: Iterable<Uint8Array>): string {
  const hash = createHash('sha256').update(start);
  for (const piece of data) hash.update(piece);
  return hash.digest('hex');
}

/**
 * A copy of a file's start with one digest replaced by another.
 * @returns undefined unless the old digest occurs exactly once
 */
export function replaceDigest(start: Uint8Array, from: string, to: string): Uint8Array | undefined {
  const copy = Buffer.from(start);
  const quoted = `"${digestKey}":"${from}"`;
  const at = copy.indexOf(quoted, 0, 'latin1');
  if (at < 0 || copy.indexOf(quoted, at + 1, 'latin1') >= 0) return undefined;
  copy.write(to, at + quoted.length - 1 - from.length, 'latin1');
  return copy;
}
