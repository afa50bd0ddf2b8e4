import { defineSchedule, type FromSchema } from '@noprop/core';
import { createDiscreteSchedule } from '../shared/discrete-schedule';
import { schema } from './linear.schema';

type Options = FromSchema<typeof schema>;

/**
 * DDPM's linear betas (Ho et al.) on T + 1 steps. Scaled up to so few steps the betas themselves would exceed 1, so
 * their limit for many small steps is taken instead, as the variance-preserving SDE of Song et al. states it: beta
 * rises linearly from `betaMin` to `betaMax`, and log abar is minus its integral.
 *
 * @paper eq:4
 */
export const linear = defineSchedule<Options>({
  name: 'noprop/linear',
  summary: 'Fixed noise schedule in discrete time with linear betas.',
  needs: [],
  schema,
  build: (options) => createDiscreteSchedule(linearAlphaBar(options)),
});

/** abar_t for t = 0..T. Noising runs from u = 0 (clean, not reached) to u = 1; t runs the other way. */
function linearAlphaBar({ steps, betaMin, betaMax }: Options): readonly number[] {
  const count = steps + 1;
  return Array.from({ length: count }, (_, t) => {
    const u = (count - t) / count;
    return Math.exp(-(betaMin * u + ((betaMax - betaMin) * u * u) / 2));
  });
}
