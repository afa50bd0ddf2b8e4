import { createHash } from 'node:crypto';

/** SHA-256 of text (UTF-8), bytes, or consecutive pieces of bytes, as 64 hexadecimal characters. */
export function sha256Hex(content: string | Uint8Array | readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}
