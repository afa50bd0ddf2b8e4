import type { Tableau } from '../tableau/tableau';
import { denseWeights, distance, integratePlain, plainStages, plainSum } from './plain';
import { problems } from './problems';

/** Rounding matters for errors below these: over many steps, and in one step. */
const [ROUNDING, ROUNDING_OF_A_STEP] = [1e-11, 1e-13];

/**
 * The measured order of a method: log2 of the factor by which halving the steps reduces the largest error over all
 * problems, on the finest grid before rounding matters.
 */
export function measureOrder(tableau: Tableau): number {
  return finestSlope(ROUNDING, (k) =>
    worst(({ plain, solution, from, to }) => {
      const end = integratePlain(plain, solution(from), { from, to, steps: 2 ** k, tableau });
      return distance(end, solution(to));
    }),
  );
}

/** The same for the embedded weights. */
export function measureEmbeddedOrder(tableau: Tableau & Required<Pick<Tableau, 'embedded'>>): number {
  return measureOrder({ ...tableau, b: tableau.embedded.b, stepStages: tableau.stages });
}

/** The same for the dense output, from its error inside one step from the exact solution, which is O(h^(order + 1)). */
export function measureDenseOrder(tableau: Tableau): number {
  const slope = finestSlope(ROUNDING_OF_A_STEP, (k) =>
    worst(({ plain, solution, from, to }) => {
      const [t, h] = [from + (to - from) / 3, 2 ** -k];
      const start = solution(t);
      const stages = plainStages(plain, tableau, tableau.stages, t, h, start);
      const errors = [0.2, 0.4, 0.6, 0.8].map((theta) =>
        distance(plainSum(start, stages, denseWeights(tableau, theta), h), solution(t + theta * h)),
      );
      return Math.max(...errors);
    }),
  );
  return slope - 1;
}

const worst = (errorOf: (problem: (typeof problems)[number]) => number): number => Math.max(...problems.map(errorOf));

function finestSlope(rounding: number, errorOf: (k: number) => number): number {
  let [slope, previous] = [Number.NaN, errorOf(1)];
  for (let k = 2; k <= 12; k++) {
    const error = errorOf(k);
    if (error < rounding) break;
    slope = Math.log2(previous / error);
    previous = error;
  }
  return slope;
}
