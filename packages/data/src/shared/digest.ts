import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** SHA-256 of a file, in hexadecimal. */
export const sha256OfFile = (path: string): Promise<string> => digestOfFile(path, 'sha256');

/** Digest of a file, in hexadecimal. MD5 only tells published copies apart; it is not a protection. */
export async function digestOfFile(path: string, algorithm: 'sha256' | 'md5'): Promise<string> {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

/** Bytes per read. */
const CHUNK = 1 << 20;
