import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** What layer normalisation made of its input, and what its derivative needs. */
export interface Normalised {
  /** In the shape of the input. */
  readonly y: Tensor;
  /** The same, one normalised vector a row. */
  readonly rows: Tensor;
  /** 1 / sqrt(variance + epsilon) of each row. */
  readonly inverse: Tensor;
}

const EPSILON = 1e-5;

/**
 * Layer normalisation without gain and bias: each run of `width` channels gets mean 0 and variance 1.
 *
 * @param width the size of the last axis, or a divisor of it: groups of channels are then normalised one by one
 */
export function normalise(x: Tensor, width: number): Normalised {
  const values = tf.reshape(x, [-1, width]);
  const centred = tf.sub(values, tf.mean(values, 1, true));
  const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), 1, true), EPSILON));
  const rows = tf.mul(centred, inverse);
  return { y: tf.reshape(rows, x.shape), rows, inverse };
}

/**
 * The derivative of {@link normalise} applied to a vector: (v - mean(v) - y mean(y v)) / s. It is symmetric, so this is
 * the tangent that a tangent becomes as well as the slope in x that a slope in y becomes. Exact, epsilon included.
 */
export function throughNorm({ rows, inverse }: Normalised, vector: Tensor): Tensor {
  const values = tf.reshape(vector, rows.shape);
  const along = tf.mean(tf.mul(rows, values), 1, true);
  const across = tf.sub(tf.sub(values, tf.mean(values, 1, true)), tf.mul(rows, along));
  return tf.reshape(tf.mul(across, inverse), vector.shape);
}
