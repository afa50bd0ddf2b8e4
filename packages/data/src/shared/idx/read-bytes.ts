import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { corrupt } from '../corrupt';

/**
 * Reads a whole file and unpacks it if it is gzip. The first bytes decide, not the name, because browsers may unpack a
 * download and keep its `.gz` name.
 *
 * @param limit maximum size of the contents in bytes; neither a long file nor a gzip bomb is read beyond it
 * @throws NopropError `dataset_corrupt` if the contents exceed the limit, or if gzip data are truncated or damaged
 */
export async function readBytes(path: string, limit: number): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    // A gzip file exceeds its contents by at most its header and a few bytes per block.
    if (size > limit + Math.max(1024, limit / 64)) throw tooLong(path, limit);
    const bytes = await handle.readFile();
    const contents = bytes[0] === 0x1f && bytes[1] === 0x8b ? await unpack(path, bytes, limit) : bytes;
    if (contents.length > limit) throw tooLong(path, limit);
    return new Uint8Array(contents.buffer, contents.byteOffset, contents.byteLength);
  } finally {
    await handle.close();
  }
}

async function unpack(path: string, bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: limit });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLong(path, limit);
    throw corrupt(path, `expected a complete gzip file, got ${bytes.length} bytes that do not unpack (${message}).`);
  }
}

const tooLong = (path: string, limit: number) =>
  corrupt(path, `expected at most ${limit} bytes of contents, got more.`);
