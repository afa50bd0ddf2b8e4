import { defineOptimizer, type FromSchema } from '@noprop/core';
import { byGroup } from '../shared/by-group';
import { momentumRule } from '../shared/momentum-rule';
import { decayed, shrinkage } from '../shared/per-parameter';
import { schema } from './sgd-w.schema';

type Options = FromSchema<typeof schema>;

/** SGDW: the parameter shrinks before the momentum step, so decay never enters the velocity. */
export const sgdW = defineOptimizer<Options>({
  name: 'noprop/sgd-w',
  summary: 'Stochastic gradient descent with momentum and decoupled weight decay.',
  needs: [],
  schema,
  build: (settings) =>
    byGroup(settings, (options) =>
      momentumRule(options, {
        gradient: ({ gradient }) => gradient,
        parameter: (rate) => {
          const shrink = shrinkage(rate, options);
          return (entry) => decayed(entry, shrink, options);
        },
      }),
    ),
});
