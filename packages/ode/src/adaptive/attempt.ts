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
    `An adaptive solve needs embedded weights, the tableau "${tableau.name}" has none.`,
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
  /** The derivative there. */
  readonly slope: S;
  /** Coefficients of theta, theta^2, ... of the dense output, which starts from the old state; none if not wanted. */
  readonly powers: readonly S[];
  /** Estimated error in units of the tolerance, float32 scalar. */
  readonly error: Tensor;
}

/** One attempted step as a pure function of tensors, which can be compiled. */
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
      // A field may return its state or a constant of its own: those are not ours to free.
      slope: mapTensors(last, (tensor) => tf.clone(tensor)),
      powers: columns.map((column) => weighted(stages, column, h)),
      error: errorNorm(weighted(stages, tableau.errorWeights, h), [state, next], tolerances),
    };
  };
}

/** Evaluations of one attempt: the first stage is known from the step before. */
export function evaluationsOf({ stages, firstSameAsLast }: Tableau): number {
  return firstSameAsLast ? stages - 1 : stages;
}

/** Stage weights of each power of theta. */
function powersOf({ dense }: Tableau): readonly (readonly number[])[] {
  const rows = dense?.coefficients ?? [];
  const degree = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: degree }, (_, k) => rows.map((row) => row[k] ?? 0));
}
