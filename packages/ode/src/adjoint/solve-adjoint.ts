import type { Tensors } from '@noprop/core';
import { record, type Tensor, tf } from '@noprop/engine';
import { odeError } from '../errors';
import { bindField, type NoParameters, type State, type VectorField, type WithParameters } from '../field';
import { assertFixed, type FixedOptions, gridOf } from '../fixed/integrate-fixed';
import { march } from '../fixed/march';
import { mapTensors, step } from '../runge-kutta';
import { adjointPass, type Backwards, backsolvePass, discretePass } from './passes';

/**
 * How a gradient goes back in time.
 *
 * - `adjoint`: the adjoint equation a' = -a df/dy is integrated from the end by the same method, along
 *   the stored states: first order in the step from the gradient of the solution that was computed.
 * - `backsolve`: the same, and the state is integrated backwards beside it instead of being stored. It
 *   drifts away from the states that were passed.
 * - `discrete`: the exact gradient of the steps that were taken, each differentiated by itself along the
 *   stored states.
 */
export type AdjointGradient = 'adjoint' | 'backsolve' | 'discrete';

export const adjointGradients: readonly AdjointGradient[] = ['adjoint', 'backsolve', 'discrete'];

export interface AdjointOptions extends Pick<FixedOptions, 'from' | 'to' | 'steps' | 'tableau'> {
  /** `adjoint` where it is left out. */
  readonly gradient?: AdjointGradient;
}

/** A solve that can be gone back through. */
export interface AdjointSolution<S extends Tensors, P extends Tensors> {
  /** At `to`; belongs to the caller. */
  readonly state: S;
  /** Gradients of a scalar from its gradient with respect to {@link state}. */
  pullback(cotangent: S): AdjointPullback<S, P>;
  /** Frees the stored states; there is nothing to free inside a compiled function. */
  dispose(): void;
}

/** Gradients of a scalar of the state at `to`. */
export interface AdjointPullback<S extends Tensors, P extends Tensors> {
  /** With respect to the state at `from`. */
  readonly state: S;
  /** With respect to the parameters: zeros for those that the field does not use. */
  readonly parameters: P;
  /** Of `backsolve`: where the state arrived at `from`, which shows its drift. */
  readonly reconstructed?: S;
  /** Steps backwards. */
  readonly steps: number;
}

/**
 * Integrates as {@link integrateFixed} does, and goes back for the gradient without a tape of the whole:
 * memory is the states (none of `backsolve`) and one evaluation of the field, however many steps. Inside
 * a compiled function either way is one loop of the graph. Parameters must be given as such, never taken
 * from a closure; those of each example, such as image features, are parameters like others.
 *
 * @param state y at `from`; left alone
 * @throws NopropError `invalid_grid`, `invalid_state`, `field_mismatch`, `invalid_parameters`
 */
export function solveAdjoint<K extends string, P extends Tensors = NoParameters>(
  field: VectorField<State<K>, P>,
  state: State<K>,
  options: AdjointOptions & WithParameters<P>,
): AdjointSolution<State<K>, P> {
  assertFixed(options);
  const { steps, tableau, gradient = 'adjoint' } = options;
  const parameters = options.parameters ?? ({} as P);
  assertFloat(parameters);
  const at = (given: P) => bindField(field, state, { parameters: given });
  const { h, timeOf } = gridOf(options);
  const back: Backwards<State<K>, P> = { field: at, parameters, tableau, steps, h, timeOf };

  if (gradient === 'backsolve') {
    const grid = (i: Tensor) => ({ t: timeOf(i), h });
    const end = march(at(parameters), state, { grid, tableau, first: 0, count: steps, unroll: false });
    const kept = mapTensors(end, (tensor) => tf.clone(tensor));
    return {
      state: end,
      pullback: (cotangent) => ({ ...tidied(() => backsolvePass(back, kept, cotangent)), steps }),
      dispose: () => tf.dispose(kept as never),
    };
  }
  const states = record(steps, state, (current, i) => step(at(parameters), tableau, timeOf(i), h, current));
  const pass = gradient === 'discrete' ? discretePass : adjointPass;
  return {
    state: tidied(() => rowOf(states, tf.scalar(steps, 'int32'))),
    pullback: (cotangent) => ({ ...tidied(() => pass(back, (i) => rowOf(states, i), cotangent)), steps }),
    dispose: () => tf.dispose(states as never),
  };
}

const tidied = <R>(make: () => R): R => tf.tidy(make as never) as unknown as R;

const rowOf = <S extends Tensors>(states: S, i: Tensor): S => mapTensors(states, (rows) => tf.gather(rows, i));

function assertFloat(parameters: Tensors): void {
  const other = Object.entries(parameters).find(([, { dtype }]) => dtype !== 'float32');
  if (other === undefined) return;
  throw odeError(
    'invalid_parameters',
    `Parameters must be float32, found ${other[0]} of ${other[1].dtype}.`,
    'A gradient is taken of each; let the field take the others from its closure.',
  );
}
