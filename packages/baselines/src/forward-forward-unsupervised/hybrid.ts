import type { ImageShape, RandomKey } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';

export interface MaskOptions {
  /** Number of times the random bits are blurred. */
  readonly blurs: number;
  /** Threshold for the blurred bits. */
  readonly threshold: number;
}

/** Makes negative images on the device, B H W C. */
export type Hybrids = (images: Tensor, random: RandomKey) => Tensor;

/**
 * Hybrid images, which have the short-range but not the long-range correlations of real images. Each takes its pixels
 * from one image of the batch where a mask is 1, and from another one where it is 0.
 */
export function createHybrids(image: ImageShape, options: MaskOptions): Hybrids {
  return (images, random) => {
    const masks = createMasks(images.shape[0] as number, image, options, random);
    // The batch is already in random order, so the next image is a random other one.
    const partners = tf.concat([tf.slice(images, 1), tf.slice(images, 0, 1)]);
    return tf.add(partners, tf.mul(masks, tf.sub(images, partners)));
  };
}

/** Binary masks with regions of several pixels: random bits, blurred and thresholded, `count` H W 1. */
export function createMasks(
  count: number,
  { height, width }: ImageShape,
  { blurs, threshold }: MaskOptions,
  random: RandomKey,
): Tensor {
  const bits = tf.cast(random.bernoulli([count * height, width], 0.5), 'float32');
  // Blurring along one axis is linear, so all blurs together are one matrix product.
  const acrossRows = tf.matMul(bits as Tensor2D, blurMatrix(width, blurs), false, true);
  const turned = tf.transpose(tf.reshape(acrossRows, [count, height, width]), [0, 2, 1]);
  const blurred = tf.matMul(tf.reshape(turned, [-1, height]) as Tensor2D, blurMatrix(height, blurs), false, true);
  const masks = tf.transpose(tf.reshape(blurred, [count, width, height]), [0, 2, 1]);
  return tf.cast(tf.expandDims(tf.greater(masks, threshold), 3), 'float32');
}

/**
 * The filter [1/4, 1/2, 1/4] as a matrix, raised to the power `times`. Borders repeat the outermost value, so that rows
 * add up to 1 and masks are 1 there as often as elsewhere.
 */
function blurMatrix(size: number, times: number): Tensor2D {
  let rows = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_unused, j) => Number(i === j)));
  const at = (i: number): readonly number[] => rows[Math.min(Math.max(i, 0), size - 1)] as readonly number[];
  for (let done = 0; done < times; done++) {
    rows = rows.map((row, i) =>
      row.map((value, j) => value / 2 + ((at(i - 1)[j] as number) + (at(i + 1)[j] as number)) / 4),
    );
  }
  return tf.tensor2d(rows);
}
