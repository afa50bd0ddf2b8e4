import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** How the learning rate falls over the run. */
export interface RateSchedule {
  readonly kind: 'linear';
  /** Progress up to which the rate is constant; from there it falls linearly and would be 0 after the last step. */
  readonly after: number;
}

/** A rate or what is made of one: a number where it is constant, else a scalar. */
export type Rate = number | Tensor;

/**
 * The learning rate at a point of the run.
 *
 * @param progress float32 scalar in [0, 1): the share of the run's steps that are done
 */
export function rateAt(learningRate: number, schedule: RateSchedule | undefined, progress: Tensor): Rate {
  if (schedule === undefined) return learningRate;
  const left = tf.div(tf.sub(1, progress), 1 - schedule.after);
  return tf.mul(learningRate, tf.minimum(left, 1));
}
