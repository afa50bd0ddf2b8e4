import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Entry } from './per-parameter';
import type { Rate } from './rate-schedule';

/** Options common to Adam and AdamW, with the meaning they have in PyTorch. */
export interface AdamOptions {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** Scalars that depend only on the step. */
export interface StepScalars {
  /** Multiplies m / (sqrt(v) + epsilon). */
  readonly size: Tensor;
  readonly epsilon: Tensor;
}

/**
 * The bias corrections, folded into two scalars so that they cost no pass over a parameter:
 *
 *     rate (m / c1) / (sqrt(v / c2) + eps) = (rate sqrt(c2) / c1) m / (sqrt(v) + eps sqrt(c2))
 *
 * @param rate the current learning rate
 * @param step int32 scalar, 1 at the first update
 */
export function stepScalars({ beta1, beta2, epsilon }: AdamOptions, rate: Rate, step: Tensor): StepScalars {
  const count = tf.cast(step, 'float32');
  const root = tf.sqrt(biasCorrection(beta2, count));
  return {
    size: tf.mul(rate, tf.div(root, biasCorrection(beta1, count))),
    epsilon: tf.mul(epsilon, root),
  };
}

/** 1 - beta^step, without the cancellation of 1 - pow(beta, step) in float32. */
export function biasCorrection(beta: number, count: Tensor): Tensor {
  return tf.neg(tf.expm1(tf.mul(Math.log(beta), count)));
}

/** The moments updated with a gradient, and the resulting step. */
export function adamStep(
  { slot }: Entry,
  gradient: Tensor,
  { beta1, beta2 }: AdamOptions,
  scalars: StepScalars,
): { readonly delta: Tensor; readonly slots: { readonly m: Tensor; readonly v: Tensor } } {
  const m = towards(slot('m'), gradient, 1 - beta1);
  const v = towards(slot('v'), tf.square(gradient), 1 - beta2);
  const delta = tf.mul(scalars.size, tf.div(m, tf.add(tf.sqrt(v), scalars.epsilon)));
  return { delta, slots: { m, v } };
}

/** Moves an average a fraction of the way to a new value. */
const towards = (average: Tensor, value: Tensor, fraction: number): Tensor =>
  tf.add(average, tf.mul(fraction, tf.sub(value, average)));
