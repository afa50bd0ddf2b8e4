import { tf } from '@noprop/engine';
import { oneHotLabels } from '@noprop/objectives';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';

/**
 * Gradient of each example's cross-entropy with respect to its logits: softmax(logits) - onehot(y), B K.
 *
 * @param logits B K
 * @param labels B, int32
 */
export function softmaxError(logits: Tensor, labels: Tensor): Tensor {
  return tf.sub(tf.softmax(logits as Tensor2D), oneHotLabels(labels, logits.shape[1] as number));
}
