import type { RandomKey } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * A sample of q(z_t | y) = N(sqrt(abar_t) u_y, 1 - abar_t).
 *
 * @param u class embeddings B D
 * @param alphaBar abar_t: a number, a scalar, or B 1 if each example has its own time
 * @param noiseVariance 1 - abar_t, if known without cancellation
 * @paper eq:5
 */
export function noisedLabel(
  u: Tensor,
  alphaBar: Tensor | number,
  random: RandomKey,
  noiseVariance: Tensor | number = tf.sub(1, alphaBar),
): Tensor {
  const noise = random.normal(u.shape);
  return tf.add(tf.mul(tf.sqrt(alphaBar), u), tf.mul(tf.sqrt(noiseVariance), noise));
}
