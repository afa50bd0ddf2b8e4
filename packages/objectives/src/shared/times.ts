import type { RandomKey } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Schema property of objectives that sample a time per example. */
export const timeSamplingProperty = {
  enum: ['uniform', 'stratified'],
  default: 'uniform',
  description:
    'Times of a mini-batch: drawn independently, as in the paper (uniform), or one in each of B equal parts ' +
    'of [0, 1], which has less variance (stratified).',
} as const;

export type TimeSampling = 'uniform' | 'stratified';

/**
 * Times in [0, 1] for B examples, each of them uniform: independent, or (i + u_i) / B. Examples are
 * shuffled, so it does not matter which one gets which part.
 *
 * @returns float32 B
 * @paper alg:2 alg:3
 */
export function sampleTimes(sampling: TimeSampling, batch: number, random: RandomKey): Tensor {
  const uniform = random.uniform([batch]);
  if (sampling === 'uniform') return uniform;
  return tf.div(tf.add(tf.range(0, batch, 1, 'float32'), uniform), batch);
}
