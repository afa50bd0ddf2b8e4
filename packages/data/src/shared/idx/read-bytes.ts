import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { corrupt } from '../corrupt';

/**
 * Reads a whole file, unpacked if it is gzip (told by its first bytes, not its name: browsers unpack and keep the name).
 *
 * @param limit most bytes that the contents may have; neither a long file nor a gzip bomb is unpacked beyond it
 * @throws NopropError `dataset_corrupt` when the file is longer, or is gzip that breaks off or fails its checksum
 */
export async function readBytes(path: string, limit: number): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    // A gzip file is longer than its contents by its header and a few bytes a block at most.
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
    throw corrupt(path, `wanted a whole gzip file, found ${bytes.length} bytes that do not unpack (${message}).`);
  }
}

const tooLong = (path: string, limit: number) =>
  corrupt(path, `wanted at most ${limit} bytes of contents, found more.`);
