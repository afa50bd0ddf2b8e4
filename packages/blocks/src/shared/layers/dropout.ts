import type { Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Element-wise dropout: each element is zero with probability `rate`, the others are scaled so that
 * the mean stays. Off outside training.
 */
export function dropout(scope: Scope, path: string, x: Tensor, rate: number): Tensor {
  if (!scope.training || rate === 0) return x;
  const keep = scope.random.fold(path).bernoulli(x.shape, 1 - rate);
  return tf.where(keep, tf.mul(x, 1 / (1 - rate)), tf.scalar(0));
}
