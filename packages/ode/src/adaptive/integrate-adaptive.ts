import type { Tensors } from '@noprop/core';
import { tf } from '@noprop/engine';
import { odeError } from '../errors';
import { bindField, type NoParameters, type State, type VectorField, type WithParameters } from '../field';
import type { Tableau } from '../tableau/tableau';
import { dopri5 } from '../tableaus/dopri5';
import { assertEstimates } from './attempt';
import { type DenseOutput, denseOutput } from './dense-output';
import { type Solved, solve } from './solve';
import { type AdaptiveTask, assertTask } from './task';

export interface AdaptiveOptions extends AdaptiveTask {
  /** Needs embedded weights; dopri5 where it is left out. */
  readonly tableau?: Tableau;
  /** Keep what {@link AdaptiveSolution.at} needs, true where it is left out: dopri5 keeps five states a step. */
  readonly dense?: boolean;
  /**
   * Compile the step, once for this solve: worth its fraction of a second when there are many steps or
   * small tensors. A field that serves many solves is better compiled by its owner, once for all.
   */
  readonly compile?: boolean;
}

/** The result of an adaptive solve; its tensors belong to the caller. */
export interface AdaptiveSolution<S extends Tensors> {
  /** At `to`. */
  readonly state: S;
  readonly accepted: number;
  readonly rejected: number;
  /** Evaluations of the field. */
  readonly evaluations: number;
  /** Times of the accepted steps, `from` and `to` included. */
  readonly times: readonly number[];
  /** The solution at any time between `from` and `to`. */
  readonly at: DenseOutput<S>;
  /** Frees what `at` needs; `state` stays. */
  readonly dispose: () => void;
}

/**
 * Integrates dy/dt = f(t, y) in steps as long as the tolerance allows. The loop runs on the host and
 * reads one number a step, so it cannot be part of a compiled function; the step can, see `compile`.
 *
 * @param state y at `from`; left alone
 * @throws NopropError `invalid_grid`, `invalid_tolerance`, `invalid_state`, `field_mismatch`, `no_error_estimate`;
 * `field_not_finite`, `step_underflow` and `too_many_steps` with the time that was reached
 */
export function integrateAdaptive<K extends string, P extends Tensors = NoParameters>(
  field: VectorField<State<K>, P>,
  state: State<K>,
  options: AdaptiveOptions & WithParameters<P>,
): AdaptiveSolution<State<K>> {
  assertTask(options);
  const { from, to, tableau = dopri5, dense = true } = options;
  assertEstimates(tableau);
  const bound = bindField(field, state, options);
  const keep = dense && tableau.dense !== undefined;
  // Whatever is not part of the result is freed with the scope, also when a solve is given up.
  const { segments, ...result } = tf.tidy(
    () => solve(bound, state, tableau, keep, options) as never,
  ) as unknown as Solved<State<K>>;
  return {
    ...result,
    at: keep ? denseOutput(segments, result.state, from, to) : () => refuse(tableau),
    dispose: () => tf.dispose(segments as never),
  };
}

function refuse({ name, dense }: Tableau): never {
  const reason = dense === undefined ? `The tableau "${name}" has no dense output` : 'The solve was told dense: false';
  throw odeError(
    'no_dense_output',
    `${reason}, so only the states at its ends are known.`,
    'Integrate to the times that are wanted, or use dopri5 with dense: true.',
  );
}
