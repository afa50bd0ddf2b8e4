import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Goodness of a layer: the sum of its squared activities, B N -> B. */
export function goodness(activity: Tensor): Tensor {
  return tf.sum(tf.square(activity), 1);
}

/**
 * How far goodness exceeds theta times the number of units, B. Its sigmoid is the probability that the layer assigns to
 * its input being positive.
 *
 * @param theta threshold per unit: 1 means a mean square activity of 1
 */
export function margin(activity: Tensor, theta: number): Tensor {
  const units = activity.shape[1] as number;
  return tf.sub(goodness(activity), theta * units);
}

/** -log P(positive), mean over the batch. */
export function positiveTerm(margins: Tensor): Tensor {
  return tf.mean(tf.softplus(tf.neg(margins)));
}

/** -log(1 - P(positive)), mean over the batch. */
export function negativeTerm(margins: Tensor): Tensor {
  return tf.mean(tf.softplus(margins));
}

/**
 * The direction in which a layer's pre-activations make positive data more probable, B N: (1 - P) h. Hinton's code
 * leaves out the factor 2 of the square, so it is half the gradient of log P, and his published learning rates
 * assume that.
 */
export function positiveAscent(activity: Tensor, margins: Tensor): Tensor {
  return tf.mul(tf.reshape(tf.sigmoid(tf.neg(margins)), [-1, 1]), activity);
}

/** The same for negative data: -P h, half the gradient of log(1 - P). */
export function negativeAscent(activity: Tensor, margins: Tensor): Tensor {
  return tf.mul(tf.reshape(tf.neg(tf.sigmoid(margins)), [-1, 1]), activity);
}
