import { createHash } from 'node:crypto';

/** Metadata key that holds the digest of the file. */
export const digestKey = 'sha256';

/** What stands in the place of the digest while it is computed. */
export const digestPlaceholder = '0'.repeat(64);

/** SHA-256 of a whole file, given as the bytes before the data (placeholder included) and the data in pieces. */
export function digestOf(start: Uint8Array, data: Iterable<Uint8Array>): string {
  const hash = createHash('sha256').update(start);
  for (const piece of data) hash.update(piece);
  return hash.digest('hex');
}

/**
 * A copy of a file's start in which one digest stands in the place of another.
 * @returns undefined if the digest to be replaced does not stand there exactly once
 */
export function replaceDigest(start: Uint8Array, from: string, to: string): Uint8Array | undefined {
  const copy = Buffer.from(start);
  const quoted = `"${digestKey}":"${from}"`;
  const at = copy.indexOf(quoted, 0, 'latin1');
  if (at < 0 || copy.indexOf(quoted, at + 1, 'latin1') >= 0) return undefined;
  copy.write(to, at + quoted.length - 1 - from.length, 'latin1');
  return copy;
}
