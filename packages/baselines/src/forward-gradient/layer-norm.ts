import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** The result of layer normalization, and what its derivative needs. */
export interface Normalized {
  /** The normalized values, in the shape of the input. */
  readonly y: Tensor;
  /** The same, one normalized vector per row. */
  readonly rows: Tensor;
  /** 1 / sqrt(variance + epsilon) of each row. */
  readonly inverse: Tensor;
}

const EPSILON = 1e-5;

/**
 * Layer normalization without gain and bias: each run of `width` channels gets mean 0 and variance 1.
 *
 * @param width the size of the last axis, or a divisor of it, which normalizes groups of channels separately
 */
export function normalize(x: Tensor, width: number): Normalized {
  const values = tf.reshape(x, [-1, width]);
  const centered = tf.sub(values, tf.mean(values, 1, true));
  const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centered), 1, true), EPSILON));
  const rows = tf.mul(centered, inverse);
  return { y: tf.reshape(rows, x.shape), rows, inverse };
}

/**
 * The derivative of {@link normalize} applied to a vector: (v - mean(v) - y mean(y v)) / s. It is symmetric, so it
 * maps a tangent in x to one in y as well as a slope in y to one in x. It is exact, including epsilon.
 */
export function throughNorm({ rows, inverse }: Normalized, vector: Tensor): Tensor {
  const values = tf.reshape(vector, rows.shape);
  const along = tf.mean(tf.mul(rows, values), 1, true);
  const across = tf.sub(tf.sub(values, tf.mean(values, 1, true)), tf.mul(rows, along));
  return tf.reshape(tf.mul(across, inverse), vector.shape);
}
