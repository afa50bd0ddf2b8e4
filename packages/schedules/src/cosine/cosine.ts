import { defineSchedule, type FromSchema } from '@noprop/core';
import { createDiscreteSchedule } from '../shared/discrete-schedule';
import { schema } from './cosine.schema';

type Options = FromSchema<typeof schema>;

/**
 * The cosine schedule of Nichol and Dhariwal on T + 1 steps, one more than there are blocks, because z_T itself is
 * noised (alpha_0..alpha_T). The paper says only "fixed cosine"; the map from u to t is our interpretation.
 *
 * @paper eq:4
 */
export const cosine = defineSchedule<Options>({
  name: 'noprop/cosine',
  summary: 'Fixed discrete-time noise schedule with the cosine shape.',
  needs: [],
  schema,
  build: (options) => createDiscreteSchedule(cosineAlphaBar(options)),
});

/** abar_t for t = 0..T. The product runs over k = 1..T+1 from clean to noise, so k = T + 1 - t. */
function cosineAlphaBar({ steps, offset, maxBeta }: Options): readonly number[] {
  const count = steps + 1;
  const alphaBar: number[] = [];
  let product = 1;
  for (let k = 1; k <= count; k++) {
    const beta = 1 - signal(k / count, offset) / signal((k - 1) / count, offset);
    product *= 1 - Math.min(beta, maxBeta);
    alphaBar.unshift(product);
  }
  return alphaBar;
}

/** Remaining signal at u, from u = 0 (clean) to u = 1 (noise), up to a constant factor. */
function signal(u: number, offset: number): number {
  return Math.cos((((u + offset) / (1 + offset)) * Math.PI) / 2) ** 2;
}
