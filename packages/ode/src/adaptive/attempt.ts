import type { Tensors } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import { odeError } from '../errors';
import type { BoundField } from '../field';
import { displaced, mapTensors, stagesOf, weighted } from '../runge-kutta';
import type { Tableau } from '../tableau/tableau';
import { errorNorm, type Tolerances } from './error-norm';

/** A tableau with embedded weights. */
export type Estimating = Tableau & Required<Pick<Tableau, 'embedded' | 'errorWeights'>>;

/** @throws NopropError `no_error_estimate` */
export function assertEstimates(tableau: Tableau): asserts tableau is Estimating {
  if (tableau.embedded !== undefined && tableau.errorWeights !== undefined) return;
  throw odeError(
    'no_error_estimate',
    `The tableau "${tableau.name}" has no embedded weights, which an adaptive solve needs.`,
    'Use dopri5, or a fixed grid.',
  );
}

export interface AttemptInput<S extends Tensors> {
  /** float32 scalars. */
  readonly t: Tensor;
  readonly h: Tensor;
  readonly state: S;
  /** The derivative at (t, state). */
  readonly slope: S;
}

export interface AttemptOutput<S extends Tensors> {
  /** At t + h. */
  readonly state: S;
  /** The derivative at (t + h, state). */
  readonly slope: S;
  /** Coefficients of theta, theta^2, ... of the dense output, which starts from the old state; empty unless dense. */
  readonly powers: readonly S[];
  /** Estimated error in units of the tolerance, a float32 scalar. */
  readonly error: Tensor;
}

/** One attempted step as a pure function of tensors that can be compiled. */
export function attemptStep<S extends Tensors>(
  field: BoundField<S>,
  tableau: Estimating,
  tolerances: Tolerances,
  dense: boolean,
): (input: AttemptInput<S>) => AttemptOutput<S> {
  const columns = dense ? powersOf(tableau) : [];
  return ({ t, h, state, slope }) => {
    const stages = stagesOf(field, tableau, tableau.stages, t, h, state, slope);
    const next = displaced(state, stages, tableau.b, h);
    const last = tableau.firstSameAsLast ? (stages.at(-1) as S) : field(tf.add(t, h), next);
    return {
      state: next,
      // Clone, because a field may return its state or a tensor it owns, which we must not free.
      slope: mapTensors(last, (tensor) => tf.clone(tensor)),
      powers: columns.map((column) => weighted(stages, column, h)),
      error: errorNorm(weighted(stages, tableau.errorWeights, h), [state, next], tolerances),
    };
  };
}

/** Field evaluations per attempt; the first stage is known from the previous step. */
export function evaluationsOf({ stages, firstSameAsLast }: Tableau): number {
  return firstSameAsLast ? stages - 1 : stages;
}

/** The stage weights of each power of theta. */
function powersOf({ dense }: Tableau): readonly (readonly number[])[] {
  const rows = dense?.coefficients ?? [];
  const degree = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: degree }, (_, k) => rows.map((row) => row[k] ?? 0));
}
