import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** What a hidden unit makes of its sum, and the derivative in terms of the result. */
export interface Activation {
  apply(sums: Tensor): Tensor;
  slope(activities: Tensor): Tensor;
}

/** What the method is defined with: 1 - tanh^2. */
export const tanh: Activation = {
  apply: (sums) => tf.tanh(sums),
  slope: (activities) => tf.sub(1, tf.square(activities)),
};

/** Linear units, for which the method can be compared with back-propagation. */
export const identity: Activation = {
  apply: (sums) => sums,
  slope: (activities) => tf.onesLike(activities),
};
