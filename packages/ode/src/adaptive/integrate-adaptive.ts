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
  /** Must have embedded weights; defaults to dopri5. */
  readonly tableau?: Tableau;
  /** Keep what {@link AdaptiveSolution.at} needs: five states per step for dopri5. Defaults to true. */
  readonly dense?: boolean;
  /**
   * Compile the step, once for this solve. It takes a fraction of a second and pays off for many steps or
   * small tensors. If a field serves many solves, compile the field once instead.
   */
  readonly compile?: boolean;
}

/** The result of an adaptive solve. The caller owns its tensors. */
export interface AdaptiveSolution<S extends Tensors> {
  /** The state at `to`. */
  readonly state: S;
  readonly accepted: number;
  readonly rejected: number;
  /** Number of field evaluations. */
  readonly evaluations: number;
  /** Times of the accepted steps, including `from` and `to`. */
  readonly times: readonly number[];
  /** The solution at any time between `from` and `to`. */
  readonly at: DenseOutput<S>;
  /** Frees what `at` needs, but not `state`. */
  readonly dispose: () => void;
}

/**
 * Integrates dy/dt = f(t, y) in steps as long as the tolerance allows. The loop runs on the host and
 * reads one number per step, so it cannot be part of a compiled function. To compile the step, see `compile`.
 *
 * @param state y at `from`; left untouched
 * @throws NopropError `invalid_grid`, `invalid_tolerance`, `invalid_state`, `field_mismatch`, `no_error_estimate`;
 * `field_not_finite`, `step_underflow` and `too_many_steps` with the time reached
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
  // The scope frees everything that is not part of the result, even if the solve fails.
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
  const reason = dense === undefined ? `The tableau "${name}" has no dense output` : 'The solve ran with dense: false';
  throw odeError(
    'no_dense_output',
    `${reason}, so the solution is known only at its ends.`,
    'Integrate to each time you need, or use dopri5 with dense: true.',
  );
}
