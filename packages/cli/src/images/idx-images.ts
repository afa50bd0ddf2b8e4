import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ImageSet } from './image-set';
import { MOST_PIXELS } from './picture';
import { readImageFile } from './read-file';
import { tooLarge } from './too-large';
import { unreadable } from './unreadable';

/** Whether bytes begin as an IDX file of unsigned bytes does. */
export const isIdx = (bytes: Uint8Array): boolean => bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 8;

/**
 * The images of an IDX file, N H W, and their labels where the file beside it holds them: `t10k-labels-idx1-ubyte`
 * beside `t10k-images-idx3-ubyte`, each with or without `.gz`.
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
    `One label an image is wanted, but there are ${elements.length} labels and ${count} images.`,
    'Replace it, or move it away to predict without labels.',
  );
}

/** Two zero bytes, type 8 (unsigned byte), rank, one big-endian word an axis, elements. */
function parseIdx(bytes: Uint8Array, rank: number, file: string): { sizes: readonly number[]; elements: Uint8Array } {
  const damaged = (found: string) =>
    unreadable(
      file,
      `An IDX file of ${rank === 3 ? 'images' : 'labels'} is wanted, but ${found}.`,
      rank === 3
        ? 'Give a file such as t10k-images-idx3-ubyte.gz.'
        : 'Replace it, or move it away to predict without labels.',
    );
  const start = 4 + 4 * rank;
  if (!isIdx(bytes)) throw damaged('it does not begin like one');
  if (bytes[3] !== rank) throw damaged(`its rank is ${bytes[3]}, not ${rank}`);
  if (bytes.length < start) throw damaged(`it ends after ${bytes.length} bytes, in its header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizes = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  if (sizes.includes(0)) throw damaged(`it announces ${sizes.join(' x ')}, which is nothing`);
  const announced = sizes.reduce((product, size) => product * size, 1);
  const held = bytes.length - start;
  if (announced !== held) throw damaged(`it announces ${sizes.join(' x ')} = ${announced} bytes and holds ${held}`);
  return { sizes, elements: bytes.subarray(start) };
}
