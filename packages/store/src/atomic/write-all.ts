import type { Fs } from './fs';

/**
 * Writes every byte of a buffer. A system call may write fewer bytes than requested without an error, e.g. when the
 * disk fills up, so the rest is retried until it is written or refused.
 * @param wrote called after each write with the number of bytes written
 */
export function writeAll(fs: Fs, descriptor: number, bytes: Uint8Array, wrote: (count: number) => void): void {
  let rest = bytes;
  while (rest.length > 0) {
    const count = fs.write(descriptor, rest);
    if (count <= 0) throw new Error('the system wrote no bytes and reported no error');
    wrote(count);
    rest = rest.subarray(count);
  }
}
