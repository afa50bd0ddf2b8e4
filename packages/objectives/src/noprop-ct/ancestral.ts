import type { ContinuousSchedule } from '@noprop/core';
import { repeat, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { segmentsOf } from '../shared/readings';
import { continuousTransition } from '../shared/transition';
import type { Options } from './noprop-ct';
import type { Sampling } from './predictor';

/**
 * The ancestral sampler on the grid t_i = i / n: z_t = a uHat(z_s, x, s) + b z_s + sqrt(c) eps from
 * s = t_{i-1} to t = t_i, with the exact coefficients of the posterior. With an exact denoiser, its
 * marginals are those of the diffusion process for any number of steps. The denoiser gets the time
 * at the start of the step.
 *
 * @returns z_0 and the state after each of equally long segments, B D
 * @paper eq:2 eq:5 eq:28
 */
export function ancestralStates(
  schedule: ContinuousSchedule,
  { steps, inferenceNoise }: Pick<Options, 'steps' | 'inferenceNoise'>,
  { denoise, zNoise, schedule: scope, inputs }: Sampling,
): readonly Tensor[] {
  const times = tf.div(tf.range(0, steps + 1, 1, 'float32'), steps);
  const { gamma } = schedule.at(scope, times);
  const { a, b, c } = continuousTransition(tf.slice(gamma, 0, steps), tf.slice(gamma, 1, steps));
  const deviation = tf.mul(tf.sqrt(c), noiseMask(steps, inferenceNoise));
  const noise = inputs.random.fold('noise');
  const length = steps / segmentsOf(steps, inputs);
  const states = [zNoise];
  for (let first = 0; first < steps; first += length) {
    const state = { z: states.at(-1) as Tensor };
    const { z } = repeat(length, state, ({ z: previous }, i) => {
      const step = tf.add(i, tf.scalar(first, 'int32'));
      const at = (values: Tensor): Tensor => tf.gather(values, step);
      const moved = tf.add(tf.mul(at(a), denoise(previous, at(times))), tf.mul(at(b), previous));
      if (inferenceNoise === 'off') return { z: moved };
      return { z: tf.add(moved, tf.mul(at(deviation), noise.at(step).normal(previous.shape))) };
    });
    states.push(z);
  }
  return states;
}

/** 1 where a step adds noise, 0 where it does not. */
function noiseMask(steps: number, inferenceNoise: Options['inferenceNoise']): Tensor {
  const last = inferenceNoise === 'all-but-last' ? 0 : 1;
  return tf.concat([tf.ones([steps - 1]), tf.fill([1], last)]);
}
