import type { Tensors } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { linearGradient } from '../shared/linear-gradient';
import type { Activation } from './activation';

/** A local loss, and its gradient with respect to the one layer that it trains. */
export interface LocalError {
  readonly loss: Tensor;
  readonly gradient: Tensors;
}

/**
 * Mean over the batch of ||y - target||^2, summed over units, and its gradient with respect to kernel and bias of the
 * layer that maps x to y. Input and target are constants.
 *
 * @param x B F
 * @param y activation(x kernel + bias), B D
 * @param target B D
 */
export function squaredError(activation: Activation, x: Tensor, y: Tensor, target: Tensor): LocalError {
  const difference = tf.sub(y, target);
  const slope = tf.mul(2 / (y.shape[0] as number), tf.mul(difference, activation.slope(y)));
  return { loss: tf.mean(tf.sum(tf.square(difference), 1)), gradient: linearGradient(x, slope) };
}
