import { corrupt } from '../corrupt';

/** Unsigned bytes in an array of any rank, as an IDX file holds them. */
export interface Idx {
  /** Sizes of the axes, outermost first: N H W for images, N for labels. */
  readonly sizes: readonly number[];
  /** Row-major elements, a view into the file's bytes. */
  readonly elements: Uint8Array;
}

/** Bytes of an IDX file with these axes: magic number, one word an axis, one byte an element. */
export function idxBytes(sizes: readonly number[]): number {
  return headerBytes(sizes.length) + elementCount(sizes);
}

/**
 * Reads an IDX file of unsigned bytes: two zero bytes, type 0x08, rank, one big-endian word an axis, elements.
 *
 * @param rank wanted number of axes: 3 for images, 1 for labels
 * @param file named in errors
 * @throws NopropError `dataset_corrupt` for a short header, another magic number or another length than announced
 */
export function parseIdx(bytes: Uint8Array, rank: number, file: string): Idx {
  const start = headerBytes(rank);
  if (bytes.length < start) {
    throw corrupt(file, `wanted an IDX header of ${start} bytes, found ${bytes.length} bytes in all.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = UNSIGNED_BYTE | rank;
  const found = view.getUint32(0);
  if (found !== magic) {
    throw corrupt(file, `wanted the magic number ${hex(magic)} (unsigned bytes, rank ${rank}), found ${hex(found)}.`);
  }
  const sizes = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const announced = elementCount(sizes);
  const held = bytes.length - start;
  if (announced !== held) {
    throw corrupt(file, `the header announces ${sizes.join(' x ')} = ${announced} bytes, found ${held}.`);
  }
  return { sizes, elements: bytes.subarray(start) };
}

const UNSIGNED_BYTE = 0x0800;

const headerBytes = (rank: number): number => 4 + 4 * rank;

const elementCount = (sizes: readonly number[]): number => sizes.reduce((product, size) => product * size, 1);

const hex = (word: number): string => `0x${word.toString(16).padStart(8, '0')}`;
