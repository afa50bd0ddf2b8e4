import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** The slowest wave turns this many times slower than the fastest. */
const SPAN = 10_000;

/**
 * Sinusoidal embedding of times: sin(w t) of all frequencies, then cos(w t), where the frequencies w
 * fall geometrically from 1 to 1 / 10,000. B -> B dimension.
 *
 * @param t times in the unit of the embedding, which tells those apart that differ by about 1 or more
 * @param dimension even, at least 4
 */
export function timeEmbedding(t: Tensor, dimension: number): Tensor {
  const waves = dimension / 2;
  const frequencies = Array.from({ length: waves }, (_, i) => SPAN ** (-i / (waves - 1)));
  const angles = tf.mul(tf.reshape(t, [-1, 1]), tf.tensor2d([frequencies]));
  return tf.concat([tf.sin(angles), tf.cos(angles)], 1);
}
