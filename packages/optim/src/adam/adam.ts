import { defineOptimizer, type FromSchema } from '@noprop/core';
import { tf } from '@noprop/engine';
import { adamStep, stepScalars } from '../shared/adam-step';
import { byGroup } from '../shared/by-group';
import { updateEach, withPenalty } from '../shared/per-parameter';
import { rateAt } from '../shared/rate-schedule';
import { schema } from './adam.schema';

type Options = FromSchema<typeof schema>;

const SLOTS = ['m', 'v'];

/** Adam with weight decay as an L2 penalty, which enters the moments. @paper table:3 */
export const adam = defineOptimizer<Options>({
  name: 'noprop/adam',
  summary: 'Adam with weight decay as an L2 penalty in the gradient.',
  needs: [],
  schema,
  build: (settings) =>
    byGroup(settings, (options) => ({
      slots: SLOTS,
      update: (parameters, gradients, slots, step, fraction) =>
        tf.tidy(() => {
          const scalars = stepScalars(options, rateAt(options.learningRate, options.schedule, fraction), step);
          return updateEach({ parameters, gradients, slots }, SLOTS, (entry) => {
            const next = adamStep(entry, withPenalty(entry, options), options, scalars);
            return { parameter: tf.sub(entry.parameter, next.delta), slots: next.slots };
          });
        }),
    })),
});
