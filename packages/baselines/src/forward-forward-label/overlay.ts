import type { Dataset } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Writes label strengths in [0, 1], B K or 1 K, into the first values of images as rows, B N -> B N. */
export type Overlay = (rows: Tensor, strengths: Tensor) => Tensor;

/**
 * The label in the pixels: the strength of class k replaces value k of the image, as if written before the dataset was
 * normalized. In MNIST these are the first ten pixels of the first row, which are empty.
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

/** Strengths that favor no class: 1 / K each, 1 K. */
export const neutralStrengths = (classes: number): Tensor => tf.fill([1, classes], 1 / classes);
