import type { ScheduleValues } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';

/**
 * What a continuous schedule hands out, from gamma and how fast it falls. Both shares of the variance are
 * sigmoids, so that neither loses its digits where the other is near 1.
 *
 * @param gamma any shape
 * @param fall -dgamma/dt, positive, of the same shape
 * @paper eq:30
 */
export function scheduleValues(gamma: Tensor, fall: Tensor): ScheduleValues {
  const minusGamma = tf.neg(gamma);
  const snr = tf.exp(minusGamma);
  return {
    gamma,
    alphaBar: tf.sigmoid(minusGamma),
    noiseVariance: tf.sigmoid(gamma),
    snr,
    snrRate: tf.mul(fall, snr),
  };
}
