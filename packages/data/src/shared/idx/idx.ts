import { corrupt } from '../corrupt';

/** The contents of an IDX file: an array of unsigned bytes of any rank. */
export interface Idx {
  /** Sizes of the axes, outermost first: N H W for images, N for labels. */
  readonly sizes: readonly number[];
  /** Elements in row-major order, a view into the file's bytes. */
  readonly elements: Uint8Array;
}

/** Size of an IDX file with these axes, in bytes: magic number, one word per axis, one byte per element. */
export function idxBytes(sizes: readonly number[]): number {
  return headerBytes(sizes.length) + elementCount(sizes);
}

/**
 * Reads an IDX file of unsigned bytes: two zero bytes, type 0x08, rank, one big-endian word per axis, elements.
 *
 * @param rank expected number of axes: 3 for images, 1 for labels
 * @param file name of the file for errors
 * @throws NopropError `dataset_corrupt` for a short header, a wrong magic number or a wrong number of elements
 */
export function parseIdx(bytes: Uint8Array, rank: number, file: string): Idx {
  const start = headerBytes(rank);
  if (bytes.length < start) {
    throw corrupt(file, `expected an IDX header of ${start} bytes, got a file of ${bytes.length} bytes.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = UNSIGNED_BYTE | rank;
  const actual = view.getUint32(0);
  if (actual !== magic) {
    throw corrupt(file, `expected the magic number ${hex(magic)} (unsigned bytes, rank ${rank}), got ${hex(actual)}.`);
  }
  const sizes = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const announced = elementCount(sizes);
  const held = bytes.length - start;
  if (announced !== held) {
    throw corrupt(file, `expected ${sizes.join(' x ')} = ${announced} bytes after the header, got ${held}.`);
  }
  return { sizes, elements: bytes.subarray(start) };
}

const UNSIGNED_BYTE = 0x0800;

const headerBytes = (rank: number): number => 4 + 4 * rank;

const elementCount = (sizes: readonly number[]): number => sizes.reduce((product, size) => product * size, 1);

const hex = (word: number): string => `0x${word.toString(16).padStart(8, '0')}`;
