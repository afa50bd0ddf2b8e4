import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { unreadable } from './unreadable';

/** Bytes that a file may have, packed or not: ten times MNIST's training images. */
const MOST_BYTES = 500_000_000;

/**
 * Reads a whole file, unpacked if it is gzip.
 *
 * @throws NopropError `image_unreadable`
 */
export function readImageFile(file: string): Uint8Array {
  const bytes = readWhole(file);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLong(file, 'unpacks to more');
    throw unreadable(
      file,
      `A whole gzip file is wanted, but it does not unpack (${message}).`,
      'The file was damaged; use a fresh copy.',
    );
  }
}

function readWhole(file: string): Uint8Array {
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(descriptor);
    if (!stat.isFile())
      throw unreadable(file, 'A file is wanted, but this is none.', 'Give the path of an image file.');
    if (stat.size > MOST_BYTES) throw tooLong(file, `has ${stat.size}`);
    return readFileSync(descriptor);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const found = code === 'ENOENT' ? 'there is no such file' : `the system says ${code}`;
    throw unreadable(file, `An image file is wanted, but ${found}.`, 'Give the path of an image file.');
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

const tooLong = (file: string, found: string) =>
  unreadable(file, `A file of at most ${MOST_BYTES} bytes is wanted, but this one ${found}.`, 'Give a part of it.');
