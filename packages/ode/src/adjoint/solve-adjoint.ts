import type { Tensors } from '@noprop/core';
import { stackStates, type Tensor, tf } from '@noprop/engine';
import { odeError } from '../errors';
import { bindField, type NoParameters, type State, type VectorField, type WithParameters } from '../field';
import { assertFixed, type FixedOptions, gridOf } from '../fixed/integrate-fixed';
import { march } from '../fixed/march';
import { mapTensors, step } from '../runge-kutta';
import { adjointPass, type Backwards, backsolvePass, discretePass } from './passes';

/**
 * How gradients are computed back in time.
 *
 * - `adjoint`: the adjoint equation a' = -a df/dy is integrated from the end by the same method, along
 *   the stored states. It differs from the gradient of the computed solution by the order of the method.
 * - `backsolve`: the same, but the state is integrated backwards alongside instead of being stored. It
 *   drifts away from the forward states.
 * - `discrete`: the exact gradient of the steps taken, each differentiated on its own along the stored
 *   states.
 */
export type AdjointGradient = 'adjoint' | 'backsolve' | 'discrete';

export const adjointGradients: readonly AdjointGradient[] = ['adjoint', 'backsolve', 'discrete'];

export interface AdjointOptions extends Pick<FixedOptions, 'from' | 'to' | 'steps' | 'tableau'> {
  /** Defaults to `adjoint`. */
  readonly gradient?: AdjointGradient;
}

/** A solve with gradients. */
export interface AdjointSolution<S extends Tensors, P extends Tensors> {
  /** The state at `to`; the caller owns it. */
  readonly state: S;
  /** Returns the gradients of a scalar, given its gradient with respect to {@link state}. */
  pullback(cotangent: S): AdjointPullback<S, P>;
  /** Frees the stored states. Not needed inside a compiled function. */
  dispose(): void;
}

/** Gradients of a scalar function of the state at `to`. */
export interface AdjointPullback<S extends Tensors, P extends Tensors> {
  /** With respect to the state at `from`. */
  readonly state: S;
  /** With respect to the parameters; zeros for those that the field does not use. */
  readonly parameters: P;
  /** `backsolve` only: the state integrated back to `from`, which shows the drift. */
  readonly reconstructed?: S;
  /** Number of backward steps. */
  readonly steps: number;
}

/**
 * Integrates like {@link integrateFixed}, and computes gradients without taping the whole solve. Memory holds the
 * states (none for `backsolve`) and one evaluation of the field, however many steps there are. Inside a compiled
 * function, the forward and the backward pass are one graph loop each. Pass every tensor that needs a gradient as a
 * parameter, never through a closure; that includes per-example tensors such as image features.
 *
 * @param state y at `from`; left untouched
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
  const states = stackStates(steps, state, (current, i) => step(at(parameters), tableau, timeOf(i), h, current));
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
    `Expected float32 parameters, got ${other[0]} of type ${other[1].dtype}.`,
    'Every parameter gets a gradient. Let the field take other tensors from its closure.',
  );
}
