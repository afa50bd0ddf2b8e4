import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { oneHotLabels } from './one-hot-labels';

/**
 * First term of the loss: -log pHat(y | z_T), mean over the batch.
 *
 * @param logits B K
 * @param labels B, int32
 * @paper eq:7 eq:13
 */
export function crossEntropyTerm(logits: Tensor, labels: Tensor): Tensor {
  const classes = logits.shape[1] as number;
  const logProbabilities = tf.logSoftmax(logits as never);
  return tf.neg(tf.mean(tf.sum(tf.mul(logProbabilities, oneHotLabels(labels, classes)), 1)));
}

/**
 * Second term: KL(q(z_0 | y) || N(0, I)), exact, mean over the batch.
 *
 * @param u class embeddings B D
 * @param alphaBar abar_0: a number, or a scalar if the schedule is learned
 * @paper eq:7
 */
export function klTerm(u: Tensor, alphaBar: Tensor | number): Tensor {
  const dimension = u.shape[1] as number;
  const meanNorm = tf.mean(tf.sum(tf.square(u), 1));
  const excess =
    typeof alphaBar === 'number' ? alphaBar + Math.log1p(-alphaBar) : tf.add(alphaBar, tf.log1p(tf.neg(alphaBar)));
  return tf.mul(0.5, tf.sub(tf.mul(alphaBar, meanNorm), tf.mul(dimension, excess)));
}

/**
 * Third term: weight ||uHat - u||^2, summed over D, mean over the batch.
 *
 * @param prediction uHat, B D
 * @param u class embeddings B D
 * @param weight scalar (T/2) eta (SNR(t) - SNR(t-1)), or in continuous time eta SNR'(t) / 2 per example, B
 * @paper eq:7 eq:8
 */
export function denoisingTerm(prediction: Tensor, u: Tensor, weight: Tensor): Tensor {
  return tf.mean(tf.mul(weight, tf.sum(tf.squaredDifference(prediction, u), 1)));
}

/**
 * Flow matching: ||v - (z_1 - z_0)||^2, summed over D, mean over the batch.
 *
 * @param field v, B D
 * @param target z_1 - z_0, B D
 * @paper eq:10
 */
export function flowMatchingTerm(field: Tensor, target: Tensor): Tensor {
  return tf.mean(tf.sum(tf.squaredDifference(field, target), 1));
}

/** Fraction of the batch whose largest score is that of its label. */
export function batchAccuracy(scores: Tensor, labels: Tensor): Tensor {
  return tf.mean(tf.cast(tf.equal(tf.argMax(scores, 1), labels), 'float32'));
}
