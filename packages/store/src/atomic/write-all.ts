import type { Fs } from './fs';

/**
 * Writes every byte of a buffer. One call of the system may write fewer bytes than asked and report no error (a disk
 * that fills up does), so the rest is offered again until it is taken or refused.
 * @param wrote called after each write with the bytes it took
 */
export function writeAll(fs: Fs, descriptor: number, bytes: Uint8Array, wrote: (count: number) => void): void {
  let rest = bytes;
  while (rest.length > 0) {
    const count = fs.write(descriptor, rest);
    if (count <= 0) throw new Error('the system took no byte and gave no reason');
    wrote(count);
    rest = rest.subarray(count);
  }
}
