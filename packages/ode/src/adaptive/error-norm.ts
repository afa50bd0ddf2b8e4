import type { Tensors } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';

export interface Tolerances {
  readonly relativeTolerance: number;
  readonly absoluteTolerance: number;
}

/**
 * Root mean square over all numbers of the record, each in units of its tolerance
 * absolute + relative max |y|. It does not depend on how a state is split into tensors.
 *
 * @param states the states whose magnitudes scale the relative tolerance, such as both ends of a step
 * @returns a float32 scalar
 */
export function errorNorm(errors: Tensors, states: readonly Tensors[], tolerances: Tolerances): Tensor {
  const { relativeTolerance, absoluteTolerance } = tolerances;
  const squares = Object.entries(errors).map(([name, error]) => {
    const magnitudes = states.map((state) => tf.abs(state[name] as Tensor));
    const largest = magnitudes.reduce((a, b) => tf.maximum(a, b));
    const allowed = tf.add(tf.mul(largest, relativeTolerance), absoluteTolerance);
    return tf.sum(tf.square(tf.div(error, allowed)));
  });
  const count = Object.values(errors).reduce((sum, { size }) => sum + size, 0);
  return tf.sqrt(
    tf.div(
      squares.reduce((a, b) => tf.add(a, b)),
      count,
    ),
  );
}
