import { defineOptimizer, type FromSchema } from '@noprop/core';
import { tf } from '@noprop/engine';
import { adamStep, stepScalars } from '../shared/adam-step';
import { decayed, updateEach } from '../shared/per-parameter';
import { schema } from './adam-w.schema';

type Options = FromSchema<typeof schema>;

const SLOTS = ['m', 'v'];

/** AdamW: the parameter shrinks first and takes the Adam step then, so decay never enters the moments. @paper table:3 */
export const adamW = defineOptimizer<Options>({
  name: 'noprop/adam-w',
  summary: 'Adam with decoupled weight decay.',
  needs: [],
  schema,
  build: ({ weightDecay, ...options }) => ({
    slots: SLOTS,
    update: (parameters, gradients, slots, step) =>
      tf.tidy(() => {
        const scalars = stepScalars(options, step);
        return updateEach({ parameters, gradients, slots }, SLOTS, (entry) => {
          const next = adamStep(entry, entry.gradient, options, scalars);
          const shrunk = decayed(entry, options.learningRate, weightDecay);
          return { parameter: tf.sub(shrunk, next.delta), slots: next.slots };
        });
      }),
  }),
});
