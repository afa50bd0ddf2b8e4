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

/** An image as a run takes it. */
export interface InputImage {
  /** The operand, with the image's number where the file holds many. */
  readonly name: string;
  /** Its class, where the file tells. */
  readonly label?: number;
  /** H W C, of the run's own shape. */
  readonly picture: Picture;
}

export interface ReadOptions {
  /** What the run was trained on. */
  readonly shape: ImageShape;
  readonly classes: number;
  /** Whether images of other shapes are converted. */
  readonly fit: boolean;
  /** Whether dark and light change places. */
  readonly invert: boolean;
}

/** Images of one prediction, over all operands: more than MNIST's training images, and what memory easily holds. */
export const MOST_IMAGES = 100_000;

/** Reads the images that operands name, in order, and says what is wrong with those that cannot be had. */
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
    `A PNG, a JPEG, an IDX file or a CIFAR binary file is wanted, but it has ${bytes.length} bytes${start === '' ? '' : ` and begins with ${start}`}.`,
    'Convert it to PNG first.',
  );
}

function fitting(picture: Picture, operand: string, shape: ImageShape): Picture {
  if (sameShape(picture, shape)) return picture;
  throw new NopropError({
    code: 'image_unfit',
    path: '',
    file: operand,
    message: `An image of ${describeShape(shape)} is wanted, but it is ${describeShape(picture)}.`,
    hint: 'Add --fit to convert it.',
  });
}

const notMany = (operand: string): NopropError =>
  unreadable(
    operand,
    'A file of many images is wanted, but this one holds a single picture.',
    'Leave out the brackets.',
  );

function tooMany(operand: string, count: number, room: number): NopropError {
  const others = MOST_IMAGES - room;
  return new NopropError({
    code: 'too_many_images',
    path: '',
    file: operand,
    message: `At most ${MOST_IMAGES} images are wanted at once, but these are ${count}${others === 0 ? '' : ` and those before ${others}`}.`,
    hint: `Predict them in parts, such as [0:${MOST_IMAGES}].`,
  });
}

function outOfRange(operand: string, begin: number, end: number, count: number): NopropError {
  return new NopropError({
    code: 'slice_out_of_range',
    path: '',
    file: operand,
    message: `Images from ${begin} to before ${end} are wanted, but the file holds ${count}, counted from 0.`,
    hint: 'Give [number] or [begin:end] inside of that; the end is not included.',
  });
}
