import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Coefficients of z_t = a uHat + b z_s + sqrt(c) eps, tensors of one shape. */
export interface ContinuousTransition {
  readonly a: Tensor;
  readonly b: Tensor;
  readonly c: Tensor;
}

/**
 * The posterior step from time s to a later time t of a schedule with SNR = exp(-gamma). With
 * rho = SNR(s) / SNR(t) = exp(gamma(t) - gamma(s)), 1 - rho is computed by expm1, so that a step as
 * short as 1/1000 keeps its digits.
 *
 * @param from gamma(s)
 * @param to gamma(t), below gamma(s)
 * @paper eq:5
 */
export function continuousTransition(from: Tensor, to: Tensor): ContinuousTransition {
  // On a flat schedule, rounding may raise gamma by its last digit; c must not become negative.
  const change = tf.neg(tf.relu(tf.sub(from, to)));
  const oneMinusRho = tf.neg(tf.expm1(change));
  const alphaBar = tf.sigmoid(tf.neg(to));
  const ratio = tf.div(alphaBar, tf.sigmoid(tf.neg(from)));
  return {
    a: tf.mul(tf.sqrt(alphaBar), oneMinusRho),
    b: tf.mul(tf.exp(change), tf.sqrt(ratio)),
    c: tf.mul(tf.sigmoid(to), oneMinusRho),
  };
}
