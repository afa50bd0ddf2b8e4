import { defineOptimizer, type FromSchema } from '@noprop/core';
import { tf } from '@noprop/engine';
import { adamStep, stepScalars } from '../shared/adam-step';
import { updateEach, withPenalty } from '../shared/per-parameter';
import { schema } from './adam.schema';

type Options = FromSchema<typeof schema>;

const SLOTS = ['m', 'v'];

/** Adam with weight decay as an L2 penalty, which passes through the moments. @paper table:3 */
export const adam = defineOptimizer<Options>({
  name: 'noprop/adam',
  summary: 'Adam; weight decay is an L2 penalty in the gradient.',
  needs: [],
  schema,
  build: ({ weightDecay, ...options }) => ({
    slots: SLOTS,
    update: (parameters, gradients, slots, step) =>
      tf.tidy(() => {
        const scalars = stepScalars(options, step);
        return updateEach({ parameters, gradients, slots }, SLOTS, (entry) => {
          const next = adamStep(entry, withPenalty(entry, weightDecay), options, scalars);
          return { parameter: tf.sub(entry.parameter, next.delta), slots: next.slots };
        });
      }),
  }),
});
