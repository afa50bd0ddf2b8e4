import { defineOptimizer, type FromSchema } from '@noprop/core';
import { tf } from '@noprop/engine';
import { byGroup } from '../shared/by-group';
import { updateEach, withPenalty } from '../shared/per-parameter';
import { rateAt } from '../shared/rate-schedule';
import { velocityOf, velocitySlots } from '../shared/velocity';
import { schema } from './sgd.schema';

type Options = FromSchema<typeof schema>;

/** Stochastic gradient descent: velocity = momentum velocity + g, then p - rate velocity. */
export const sgd = defineOptimizer<Options>({
  name: 'noprop/sgd',
  summary: 'Stochastic gradient descent, with momentum and an L2 penalty if wanted.',
  needs: [],
  schema,
  build: (settings) =>
    byGroup(settings, (options) => {
      const slotNames = velocitySlots(options.momentum);
      return {
        slots: slotNames,
        update: (parameters, gradients, slots, _step, progress) =>
          tf.tidy(() => {
            const rate = rateAt(options.learningRate, options.schedule, progress);
            return updateEach({ parameters, gradients, slots }, slotNames, (entry) => {
              const velocity = velocityOf(entry, withPenalty(entry, options), options.momentum);
              return { parameter: tf.sub(entry.parameter, tf.mul(rate, velocity)), slots: { velocity } };
            });
          }),
      };
    }),
});
