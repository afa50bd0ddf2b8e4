import { defineOptimizer, type FromSchema } from '@noprop/core';
import { byGroup } from '../shared/by-group';
import { momentumRule } from '../shared/momentum-rule';
import { withPenalty } from '../shared/per-parameter';
import { schema } from './sgd.schema';

type Options = FromSchema<typeof schema>;

/** Stochastic gradient descent. The L2 penalty is part of the gradient and therefore of the velocity. */
export const sgd = defineOptimizer<Options>({
  name: 'noprop/sgd',
  summary: 'Stochastic gradient descent with optional momentum and L2 penalty.',
  needs: [],
  schema,
  build: (settings) =>
    byGroup(settings, (options) =>
      momentumRule(options, {
        gradient: (entry) => withPenalty(entry, options),
        parameter:
          () =>
          ({ parameter }) =>
            parameter,
      }),
    ),
});
