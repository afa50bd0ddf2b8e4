import type { ScheduleValues } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';

/**
 * All values of a continuous schedule, from gamma and its rate of decrease. Signal and noise variance are both
 * computed as sigmoids, so that neither loses precision when the other is near 1.
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
