import { type Tensor, tf } from '@noprop/engine';

/**
 * Twice Huber's loss, so that a large delta gives the squared error: r^2 up to delta and
 * delta (2 r - delta) beyond it; summed over D, mean over the batch.
 *
 * @param prediction B D
 * @param u class embeddings B D
 * @param weight scalar
 */
export function huberTerm(prediction: Tensor, u: Tensor, delta: number, weight: Tensor): Tensor {
  const error = tf.abs(tf.sub(prediction, u));
  const bounded = tf.minimum(error, delta);
  const loss = tf.mul(bounded, tf.sub(tf.mul(2, error), bounded));
  return tf.mul(weight, tf.mean(tf.sum(loss, 1)));
}
