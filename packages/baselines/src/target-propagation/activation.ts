import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** The activation function of hidden units, and its derivative in terms of the result. */
export interface Activation {
  apply(sums: Tensor): Tensor;
  slope(activities: Tensor): Tensor;
}

/** The activation of the published method; its derivative is 1 - tanh^2. */
export const tanh: Activation = {
  apply: (sums) => tf.tanh(sums),
  slope: (activities) => tf.sub(1, tf.square(activities)),
};

/** Linear units, for comparing the method with back-propagation. */
export const identity: Activation = {
  apply: (sums) => sums,
  slope: (activities) => tf.onesLike(activities),
};
