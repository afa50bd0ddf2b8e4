import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Ratio of the highest frequency to the lowest. */
const SPAN = 10_000;

/**
 * Sinusoidal embedding of times: sin(w t) for all frequencies w, then cos(w t). The frequencies
 * fall geometrically from 1 to 1 / 10,000. B -> B dimension; a scalar -> 1 dimension.
 *
 * @param t times, scaled so that those to be distinguished differ by about 1 or more
 * @param dimension even, at least 4
 */
export function timeEmbedding(t: Tensor, dimension: number): Tensor {
  const waves = dimension / 2;
  const frequencies = Array.from({ length: waves }, (_, i) => SPAN ** (-i / (waves - 1)));
  const angles = tf.mul(tf.reshape(t, [-1, 1]), tf.tensor2d([frequencies]));
  return tf.concat([tf.sin(angles), tf.cos(angles)], 1);
}
