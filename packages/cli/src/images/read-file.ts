import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { unreadable } from './unreadable';

/** Most bytes of a file, packed or unpacked: ten times MNIST's training images. */
const MOST_BYTES = 500_000_000;

/**
 * Reads a whole file and unpacks it if it is gzip.
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
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLong(file, 'more after unpacking');
    throw unreadable(file, `Damaged gzip file: it cannot be unpacked (${message}).`, 'Use a fresh copy of the file.');
  }
}

function readWhole(file: string): Uint8Array {
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe would block until someone writes to it.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw unreadable(file, 'Not a regular file.', 'Give the path of an image file.');
    if (stat.size > MOST_BYTES) throw tooLong(file, String(stat.size));
    return readFileSync(descriptor);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const reason = code === 'ENOENT' ? 'no such file' : code;
    throw unreadable(file, `Cannot read the image: ${reason}.`, 'Give the path of an image file.');
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

const tooLong = (file: string, size: string) =>
  unreadable(file, `Expected a file of at most ${MOST_BYTES} bytes, got ${size}.`, 'Split it into smaller files.');
