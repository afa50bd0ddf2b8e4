import type { Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { withGradient } from './with-gradient';

/** max(x, 0). */
export function relu(x: Tensor): Tensor {
  return withGradient([x], (input) => ({
    value: tf.relu(input),
    saved: [input],
    gradient: (dy, [kept]) => [tf.mul(dy, tf.cast(tf.greater(kept as Tensor, 0), 'float32'))],
  }));
}

/**
 * ReLU, then element-wise dropout: during training, each element is zeroed with probability `rate` and
 * the others are scaled by 1 / (1 - rate). Both form one gate on x, which the gradient reuses.
 *
 * @param name of the layer: the mask is drawn from the scope's key `dropout/<name>`
 */
export function reluDropout(scope: Scope, name: string, x: Tensor, rate: number): Tensor {
  if (!scope.training || rate === 0) return relu(x);
  const keep = scope.random.fold(`dropout/${name}`).bernoulli(x.shape, 1 - rate);
  return withGradient([x], (input) => {
    const open = tf.logicalAnd(tf.greater(input, 0), keep);
    const gate = tf.mul(tf.cast(open, 'float32'), 1 / (1 - rate));
    return { value: tf.mul(input, gate), saved: [gate], gradient: (dy, [kept]) => [tf.mul(dy, kept as Tensor)] };
  });
}
