import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** How the learning rate falls during the run. */
export interface RateSchedule {
  readonly kind: 'linear';
  /** Fraction of the run with a constant rate. Then the rate falls linearly and would reach 0 after the last step. */
  readonly after: number;
}

/** A rate, or a value computed from one: a number if it is constant, otherwise a scalar tensor. */
export type Rate = number | Tensor;

/**
 * The learning rate at a given point of the run.
 *
 * @param fraction float32 scalar in [0, 1): the fraction of the run's steps already done
 */
export function rateAt(learningRate: number, schedule: RateSchedule | undefined, fraction: Tensor): Rate {
  if (schedule === undefined) return learningRate;
  const left = tf.div(tf.sub(1, fraction), 1 - schedule.after);
  return tf.mul(learningRate, tf.minimum(left, 1));
}
