import { tf } from '@noprop/engine';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/**
 * Slope of each example's cross-entropy in its logits: softmax(logits) - onehot(y), B K.
 *
 * @param logits B K
 * @param labels B, int32
 */
export function softmaxError(logits: Tensor, labels: Tensor): Tensor {
  const oneHot = tf.cast(tf.oneHot(labels as Tensor1D, logits.shape[1] as number), 'float32');
  return tf.sub(tf.softmax(logits as Tensor2D), oneHot);
}
