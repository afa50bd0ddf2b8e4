import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ImageSet } from './image-set';
import { MOST_PIXELS } from './picture';
import { readImageFile } from './read-file';
import { tooLarge } from './too-large';
import { unreadable } from './unreadable';

/** Whether a file starts like an IDX file of unsigned bytes. */
export const isIdx = (bytes: Uint8Array): boolean => bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 8;

/**
 * The images of an IDX file, N H W, with labels if their file is next to it: `t10k-labels-idx1-ubyte` next to
 * `t10k-images-idx3-ubyte`, each with or without `.gz`.
 *
 * @throws NopropError `image_unreadable`
 */
export function idxImages(bytes: Uint8Array, file: string): ImageSet {
  const { sizes, elements } = parseIdx(bytes, 3, file);
  const [count, height, width] = sizes as [number, number, number];
  const size = height * width;
  if (size > MOST_PIXELS) throw tooLarge(file, height, width);
  const labels = siblingLabels(file, count);
  return {
    count,
    picture: (i) => ({ height, width, channels: 1, pixels: elements.subarray(i * size, (i + 1) * size) }),
    label: (i) => labels?.[i],
  };
}

function siblingLabels(file: string, count: number): Uint8Array | undefined {
  const name = basename(file).replace(/\.gz$/, '').replace('images', 'labels').replace('idx3', 'idx1');
  if (name === basename(file).replace(/\.gz$/, '')) return undefined;
  const path = [name, `${name}.gz`].map((each) => join(dirname(file), each)).find((each) => existsSync(each));
  if (path === undefined) return undefined;
  const { elements } = parseIdx(readImageFile(path), 1, path);
  if (elements.length === count) return elements;
  throw unreadable(
    path,
    `Expected one label per image, got ${elements.length} labels for ${count} images.`,
    'Replace this file, or move it away to predict without labels.',
  );
}

/** Format: two zero bytes, type 8 (unsigned byte), rank, one big-endian word per axis, elements. */
function parseIdx(bytes: Uint8Array, rank: number, file: string): { sizes: readonly number[]; elements: Uint8Array } {
  const invalid = (problem: string) =>
    unreadable(
      file,
      `Invalid IDX file of ${rank === 3 ? 'images' : 'labels'}: ${problem}.`,
      rank === 3
        ? 'Give a file such as t10k-images-idx3-ubyte.gz.'
        : 'Replace this file, or move it away to predict without labels.',
    );
  const start = 4 + 4 * rank;
  if (!isIdx(bytes)) throw invalid('it does not start with an IDX header');
  if (bytes[3] !== rank) throw invalid(`its rank is ${bytes[3]}, not ${rank}`);
  if (bytes.length < start) throw invalid(`it ends after ${bytes.length} bytes, inside the header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizes = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  if (sizes.includes(0)) throw invalid(`its shape ${sizes.join(' x ')} is empty`);
  const declared = sizes.reduce((product, size) => product * size, 1);
  const held = bytes.length - start;
  if (declared !== held) throw invalid(`its shape ${sizes.join(' x ')} takes ${declared} bytes, but it has ${held}`);
  return { sizes, elements: bytes.subarray(start) };
}
