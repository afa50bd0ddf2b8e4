import type { Dataset } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Writes label strengths into the first values of images that lie as rows: B N, and B K or 1 K in [0, 1] -> B N. */
export type Overlay = (rows: Tensor, strengths: Tensor) => Tensor;

/**
 * The label in the pixels: value k of the image is replaced by the strength of class k, as if it had been drawn before
 * the dataset was normalised. In MNIST these are the first ten pixels of the first row, which hold nothing.
 */
export function createOverlay({ classes, normalization, image: { channels } }: Dataset): Overlay {
  const scale = (strengths: Tensor): Tensor => {
    if (normalization === undefined) return strengths;
    const { mean, deviation } = normalization;
    const each = (of: (channel: number) => number): Tensor =>
      tf.tensor1d(Array.from({ length: classes }, (_, k) => of(k % channels)));
    return tf.div(
      tf.sub(
        strengths,
        each((c) => mean[c] as number),
      ),
      each((c) => deviation[c] as number),
    );
  };
  return (rows, strengths) => {
    const label = scale(strengths);
    const size = rows.shape[0] as number;
    const rest = tf.slice(rows, [0, classes], [-1, -1]);
    return tf.concat([label.shape[0] === size ? label : tf.tile(label, [size, 1]), rest], 1);
  };
}

/** Strengths that name no class: 1 / K each, 1 K. */
export const neutralStrengths = (classes: number): Tensor => tf.fill([1, classes], 1 / classes);
