import { defineOptimizer, type FromSchema } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { byGroup } from '../shared/by-group';
import { updateEach } from '../shared/per-parameter';
import { rateAt } from '../shared/rate-schedule';
import { schema } from './rmsprop-centred.schema';

type Options = FromSchema<typeof schema>;

const SLOTS = ['m', 'v', 'step'];

/**
 * RMSProp with the centered second moment, as used by difference target propagation:
 *
 *     m = decay m + (1 - decay) g, v = decay v + (1 - decay) g^2,
 *     step = momentum step - rate g / sqrt(v - m^2 + epsilon), p + step.
 *
 * The running means start at 0 without bias correction.
 */
export const rmsPropCentred = defineOptimizer<Options>({
  name: 'noprop/rmsprop-centred',
  summary: 'Centered RMSProp: divides by the SD of the gradients, with momentum on the normalized gradient.',
  needs: [],
  schema,
  build: (settings) =>
    byGroup(settings, ({ learningRate, decay, momentum, epsilon, schedule }) => ({
      slots: SLOTS,
      update: (parameters, gradients, slots, _step, fraction) =>
        tf.tidy(() => {
          const rate = rateAt(learningRate, schedule, fraction);
          return updateEach({ parameters, gradients, slots }, SLOTS, ({ parameter, gradient, slot }) => {
            const m = towards(slot('m'), gradient, 1 - decay);
            const v = towards(slot('v'), tf.square(gradient), 1 - decay);
            // Rounding can make the variance of equal gradients negative.
            const variance = tf.relu(tf.sub(v, tf.square(m)));
            const normalized = tf.mul(gradient, tf.rsqrt(tf.add(variance, epsilon)));
            const step = tf.sub(tf.mul(momentum, slot('step')), tf.mul(rate, normalized));
            return { parameter: tf.add(parameter, step), slots: { m, v, step } };
          });
        }),
    })),
});

/** Moves an average a fraction of the way to a new value. */
const towards = (average: Tensor, value: Tensor, fraction: number): Tensor =>
  tf.add(average, tf.mul(fraction, tf.sub(value, average)));
