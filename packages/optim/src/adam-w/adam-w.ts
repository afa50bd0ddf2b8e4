import { defineOptimizer, type FromSchema } from '@noprop/core';
import { tf } from '@noprop/engine';
import { adamStep, stepScalars } from '../shared/adam-step';
import { byGroup } from '../shared/by-group';
import { decayed, shrinkage, updateEach } from '../shared/per-parameter';
import { rateAt } from '../shared/rate-schedule';
import { schema } from './adam-w.schema';

type Options = FromSchema<typeof schema>;

const SLOTS = ['m', 'v'];

/** AdamW: the parameter shrinks before the Adam step, so decay never enters the moments. @paper table:3 */
export const adamW = defineOptimizer<Options>({
  name: 'noprop/adam-w',
  summary: 'Adam with decoupled weight decay.',
  needs: [],
  schema,
  build: (settings) =>
    byGroup(settings, (options) => ({
      slots: SLOTS,
      update: (parameters, gradients, slots, step, fraction) =>
        tf.tidy(() => {
          const rate = rateAt(options.learningRate, options.schedule, fraction);
          const scalars = stepScalars(options, rate, step);
          const shrink = shrinkage(rate, options);
          return updateEach({ parameters, gradients, slots }, SLOTS, (entry) => {
            const next = adamStep(entry, entry.gradient, options, scalars);
            return { parameter: tf.sub(decayed(entry, shrink, options), next.delta), slots: next.slots };
          });
        }),
    })),
});
