import { type ImageShape, type Issue, NopropError } from '@noprop/core';
import { cifarImages, cifarLabels } from './cifar-images';
import { fitPicture, invertPicture } from './fit';
import { idxImages, isIdx } from './idx-images';
import type { ImageSet } from './image-set';
import { decodeJpeg, isJpeg } from './jpeg';
import { parseOperand } from './operand';
import { describeShape, type Picture, sameShape } from './picture';
import { decodePng, isPng } from './png';
import { readImageFile } from './read-file';
import { unreadable } from './unreadable';

/** An image in the shape that a run takes. */
export interface InputImage {
  /** The operand, with the index of the image if the file holds many. */
  readonly name: string;
  /** Its true class, if the file has labels. */
  readonly label?: number;
  /** H W C, of the shape that the run was trained on. */
  readonly picture: Picture;
}

export interface ReadOptions {
  /** Shape of the images that the run was trained on. */
  readonly shape: ImageShape;
  readonly classes: number;
  /** Whether images of other shapes are converted. */
  readonly fit: boolean;
  /** Whether to swap dark and light. */
  readonly invert: boolean;
}

/** Most images of one prediction, over all operands: above MNIST's training images, and still small in memory. */
export const MOST_IMAGES = 100_000;

/** Reads the images that operands name, in order, with an issue for each operand that cannot be read. */
export function readImages(
  operands: readonly string[],
  options: ReadOptions,
): { readonly images: readonly InputImage[]; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  let room = MOST_IMAGES;
  const images = operands.flatMap((operand) => {
    try {
      const read = readOperand(operand, options, room);
      room -= read.length;
      return read;
    } catch (error) {
      if (!(error instanceof NopropError)) throw error;
      issues.push(...error.issues);
      return [];
    }
  });
  return { images, issues };
}

function readOperand(operand: string, options: ReadOptions, room: number): readonly InputImage[] {
  const { file, slice } = parseOperand(operand);
  const bytes = readImageFile(file);
  const prepare = (picture: Picture): Picture => {
    const fitted = options.fit ? fitPicture(picture, options.shape) : fitting(picture, operand, options.shape);
    return options.invert ? invertPicture(fitted) : fitted;
  };
  const decode = isPng(bytes) ? decodePng : isJpeg(bytes) ? decodeJpeg : undefined;
  if (decode !== undefined) {
    if (slice !== undefined) throw notMany(operand);
    if (room === 0) throw tooMany(operand, 1, room);
    return [{ name: operand, picture: prepare(decode(bytes, file)) }];
  }
  const set = imageSet(bytes, file, options.classes);
  const { begin, end = set.count } = slice ?? { begin: 0 };
  if (begin >= end || end > set.count) throw outOfRange(operand, begin, end, set.count);
  if (end - begin > room) throw tooMany(operand, end - begin, room);
  return Array.from({ length: end - begin }, (_, i) => {
    const label = set.label(begin + i);
    return {
      name: `${file}[${begin + i}]`,
      ...(label === undefined ? {} : { label }),
      picture: prepare(set.picture(begin + i)),
    };
  });
}

function imageSet(bytes: Uint8Array, file: string, classes: number): ImageSet {
  if (isIdx(bytes)) return idxImages(bytes, file);
  const labels = cifarLabels(bytes, classes);
  if (labels !== undefined) return cifarImages(bytes, labels);
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  throw unreadable(
    file,
    `Not a PNG, JPEG, IDX or CIFAR binary file: it has ${bytes.length} bytes${start === '' ? '' : ` and starts with ${start}`}.`,
    'Convert it to PNG first.',
  );
}

function fitting(picture: Picture, operand: string, shape: ImageShape): Picture {
  if (sameShape(picture, shape)) return picture;
  throw new NopropError({
    code: 'image_unfit',
    path: '',
    file: operand,
    message: `Expected an image of ${describeShape(shape)}, got ${describeShape(picture)}.`,
    hint: 'Add --fit to convert it.',
  });
}

const notMany = (operand: string): NopropError =>
  unreadable(operand, 'This file holds a single image.', 'Leave out the brackets.');

function tooMany(operand: string, count: number, room: number): NopropError {
  const others = MOST_IMAGES - room;
  return new NopropError({
    code: 'too_many_images',
    path: '',
    file: operand,
    message: `Expected at most ${MOST_IMAGES} images at once, got ${count}${others === 0 ? '' : ` after ${others} others`}.`,
    hint: `Predict them in parts, such as [0:${MOST_IMAGES}].`,
  });
}

function outOfRange(operand: string, begin: number, end: number, count: number): NopropError {
  return new NopropError({
    code: 'slice_out_of_range',
    path: '',
    file: operand,
    message: `Invalid range [${begin}:${end}]: the file holds ${count} images, counted from 0.`,
    hint: 'Use [index] or [begin:end]; the end is not included.',
  });
}
