import type { ContinuousSchedule } from '@noprop/core';
import { tf } from '@noprop/engine';
import { integrateFixed, tableaus } from '@noprop/ode';
import type { Tensor } from '@tensorflow/tfjs-core';
import { segmentsOf } from '../shared/readings';
import type { Options } from './noprop-ct';
import type { Sampling } from './predictor';

/**
 * The probability-flow equation dz/dt = (g / 2) (sqrt(abar) uHat - abar z) with g = -gamma'(t) =
 * SNR' / SNR. It has the marginals of the diffusion process but no noise.
 *
 * @returns z_0 and the state after each of equally long segments, B D
 */
export function probabilityFlowStates(
  schedule: ContinuousSchedule,
  { steps, solver }: Pick<Options, 'steps' | 'solver'>,
  { denoise, zNoise, schedule: scope, inputs }: Sampling,
): readonly Tensor[] {
  const field = (t: Tensor, { z }: { readonly z: Tensor }): { readonly z: Tensor } => {
    const { alphaBar, snr, snrRate } = schedule.at(scope, t);
    const rate = tf.mul(0.5, tf.div(snrRate, snr));
    const pull = tf.sub(tf.mul(tf.sqrt(alphaBar), denoise(z, t)), tf.mul(alphaBar, z));
    return { z: tf.mul(rate, pull) };
  };
  const keep = segmentsOf(steps, inputs);
  const { states } = integrateFixed(field, { z: zNoise }, { from: 0, to: 1, steps, tableau: tableaus[solver], keep });
  return states.map(({ z }) => z);
}
