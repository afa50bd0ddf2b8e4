import { defineSchedule, type FromSchema } from '@noprop/core';
import { createDiscreteSchedule } from '../shared/discrete-schedule';
import { schema } from './linear.schema';

type Options = FromSchema<typeof schema>;

/**
 * DDPM's linear betas (Ho et al.) on T + 1 steps. With so few steps the scaled betas would exceed 1, so this uses their
 * limit for many small steps, the variance-preserving SDE of Song et al.: beta rises linearly from `betaMin` to
 * `betaMax`, and log abar is minus its integral.
 *
 * @paper eq:4
 */
export const linear = defineSchedule<Options>({
  name: 'noprop/linear',
  summary: 'Fixed discrete-time noise schedule with linear betas.',
  needs: [],
  schema,
  build: (options) => createDiscreteSchedule(linearAlphaBar(options)),
});

/** abar_t for t = 0..T. Noising runs from u = 0 (clean, not included) to u = 1; t runs the other way. */
function linearAlphaBar({ steps, betaMin, betaMax }: Options): readonly number[] {
  const count = steps + 1;
  return Array.from({ length: count }, (_, t) => {
    const u = (count - t) / count;
    return Math.exp(-(betaMin * u + ((betaMax - betaMin) * u * u) / 2));
  });
}
