import { type Tensor, tf } from '@noprop/engine';

/** The raw parameters of the monotone network, K values each. Softplus makes both kernels positive. */
export interface NetworkParameters {
  readonly hiddenKernel: Tensor;
  readonly hiddenBias: Tensor;
  readonly outputKernel: Tensor;
}

/**
 * gbar(t), which rises from 0 at t = 0 to 1 at t = 1, and its derivative, for
 *
 *     gtilde(t) = sum_k softplus(w2_k) tanh( softplus(w1_k) (t - 1/2) + b_k )
 *
 * Written with sigmoids, since tanh(v) = 2 sigmoid(2v) - 1: with x_k(t) = 2 (softplus(w1_k) (t - 1/2) + b_k) and
 * r_k = 2 softplus(w1_k),
 *
 *     gtilde(t) - gtilde(0) = 2 sum_k softplus(w2_k) sigmoid(x_k(t)) sigmoid(-x_k(0)) (1 - exp(-r_k t))
 *     gtilde'(t)            = 2 sum_k softplus(w2_k) sigmoid(x_k(t)) sigmoid(-x_k(t)) r_k
 *
 * Every term is positive, so nothing cancels, however little gtilde rises or however far its units saturate. The
 * derivative is spelled out because tfjs can differentiate these operations only once.
 *
 * @param t N 1, times in [0, 1]
 * @returns `value` and `rate`, N 1 each
 * @paper eq:31
 */
export function normalizedRise(parameters: NetworkParameters, t: Tensor): { value: Tensor; rate: Tensor } {
  const slope = tf.mul(2, tf.softplus(parameters.hiddenKernel));
  const output = tf.softplus(parameters.outputKernel);
  const offset = tf.sub(tf.mul(2, parameters.hiddenBias), tf.mul(0.5, slope));
  // Negative because expm1 below is negative: this flips the sign of K weights instead of N * K terms.
  const startWeight = tf.neg(tf.mul(output, tf.sigmoid(tf.neg(offset))));
  const risen = (climb: Tensor, active: Tensor): Tensor =>
    weightedSum(tf.mul(active, tf.expm1(tf.neg(climb))), startWeight);

  const total = risen(slope, tf.sigmoid(tf.add(slope, offset)));
  const climb = tf.mul(t, slope);
  const x = tf.add(climb, offset);
  const active = tf.sigmoid(x);
  const steepness = weightedSum(tf.mul(active, tf.sigmoid(tf.neg(x))), tf.mul(output, slope));
  return { value: tf.div(risen(climb, active), total), rate: tf.div(steepness, total) };
}

/** Uses a product and a sum instead of matMul, which keeps only ten mantissa bits of its factors on some GPUs. */
function weightedSum(terms: Tensor, weights: Tensor): Tensor {
  return tf.sum(tf.mul(terms, weights), -1, true);
}
