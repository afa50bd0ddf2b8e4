import { defineOptimizer, type FromSchema } from '@noprop/core';
import { tf } from '@noprop/engine';
import { byGroup } from '../shared/by-group';
import { decayed, shrinkage, updateEach } from '../shared/per-parameter';
import { rateAt } from '../shared/rate-schedule';
import { velocityOf, velocitySlots } from '../shared/velocity';
import { schema } from './sgd-w.schema';

type Options = FromSchema<typeof schema>;

/** SGDW: the parameter shrinks first and takes the momentum step then, so decay never enters the velocity. */
export const sgdW = defineOptimizer<Options>({
  name: 'noprop/sgd-w',
  summary: 'Stochastic gradient descent with momentum and decoupled weight decay.',
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
            const shrink = shrinkage(rate, options);
            return updateEach({ parameters, gradients, slots }, slotNames, (entry) => {
              const velocity = velocityOf(entry, entry.gradient, options.momentum);
              const shrunk = decayed(entry, shrink, options);
              return { parameter: tf.sub(shrunk, tf.mul(rate, velocity)), slots: { velocity } };
            });
          }),
      };
    }),
});
