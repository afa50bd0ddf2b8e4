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
 * RMSProp by the centred second moment, as difference target propagation uses it:
 *
 *     m = decay m + (1 - decay) g, v = decay v + (1 - decay) g^2,
 *     step = momentum step - rate g / sqrt(v - m^2 + epsilon), p + step.
 *
 * Means start at 0 and are not corrected for it.
 */
export const rmsPropCentred = defineOptimizer<Options>({
  name: 'noprop/rmsprop-centred',
  summary: 'RMSProp by the variance of the gradients, with momentum on the normalised gradient.',
  needs: [],
  schema,
  build: (settings) =>
    byGroup(settings, ({ learningRate, decay, momentum, epsilon, schedule }) => ({
      slots: SLOTS,
      update: (parameters, gradients, slots, _step, progress) =>
        tf.tidy(() => {
          const rate = rateAt(learningRate, schedule, progress);
          return updateEach({ parameters, gradients, slots }, SLOTS, ({ parameter, gradient, slot }) => {
            const m = towards(slot('m'), gradient, 1 - decay);
            const v = towards(slot('v'), tf.square(gradient), 1 - decay);
            // Rounding may take the variance of equal gradients below 0.
            const variance = tf.relu(tf.sub(v, tf.square(m)));
            const normalised = tf.mul(gradient, tf.rsqrt(tf.add(variance, epsilon)));
            const step = tf.sub(tf.mul(momentum, slot('step')), tf.mul(rate, normalised));
            return { parameter: tf.add(parameter, step), slots: { m, v, step } };
          });
        }),
    })),
});

/** Moves an average by a share of the distance to a new value. */
const towards = (average: Tensor, value: Tensor, share: number): Tensor =>
  tf.add(average, tf.mul(share, tf.sub(value, average)));
