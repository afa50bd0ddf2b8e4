import type { Tableau } from '../tableau/tableau';

/** A vector field on plain numbers, in double precision. */
export type PlainField = (t: number, y: readonly number[]) => readonly number[];

export interface PlainOptions {
  readonly from: number;
  readonly to: number;
  readonly steps: number;
  readonly tableau: Tableau;
}

/**
 * {@link integrateFixed} on plain numbers in double precision, because the engine only has float32, whose rounding
 * hides the order of an accurate method.
 */
export function integratePlain(field: PlainField, start: readonly number[], options: PlainOptions): readonly number[] {
  const { from, to, steps, tableau } = options;
  const h = (to - from) / steps;
  let y = start;
  for (let i = 0; i < steps; i++) {
    y = plainSum(y, plainStages(field, tableau, tableau.stepStages, from + i * h, h, y), tableau.b, h);
  }
  return y;
}

/** The first `count` stages of a step. */
export function plainStages(
  field: PlainField,
  { a, c }: Tableau,
  count: number,
  t: number,
  h: number,
  y: readonly number[],
): readonly (readonly number[])[] {
  const stages = [field(t, y)];
  for (let i = 1; i < count; i++) {
    stages.push(field(t + (c[i] as number) * h, plainSum(y, stages, a[i] as readonly number[], h)));
  }
  return stages;
}

/** y + h sum_i w_i k_i over the given stages. */
export function plainSum(
  y: readonly number[],
  stages: readonly (readonly number[])[],
  weights: readonly number[],
  h: number,
): readonly number[] {
  return y.map((value, d) => {
    let change = 0;
    for (let i = 0; i < stages.length; i++) change += (weights[i] as number) * ((stages[i] as number[])[d] as number);
    return value + h * change;
  });
}

/** The largest difference between the components of two vectors. */
export function distance(left: readonly number[], right: readonly number[]): number {
  return Math.max(...left.map((value, d) => Math.abs(value - (right[d] as number))));
}

/** The stage weights at theta, for a tableau with dense output. */
export function denseWeights({ dense }: Tableau, theta: number): readonly number[] {
  return (dense?.coefficients ?? []).map((row) => row.reduceRight((sum, value) => (sum + value) * theta, 0));
}
