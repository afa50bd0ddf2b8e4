import type { Tensors } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import { assertFinite, odeError } from '../errors';
import { bindField, type NoParameters, type State, type VectorField, type WithParameters } from '../field';
import { mapTensors } from '../runge-kutta';
import type { Tableau } from '../tableau/tableau';
import { type Grid, march } from './march';

export interface FixedOptions {
  readonly from: number;
  /** If less than `from`, time runs backwards. */
  readonly to: number;
  /** Number of steps of equal length. */
  readonly steps: number;
  readonly tableau: Tableau;
  /**
   * Unroll the loop instead of compiling it into one graph node. tfjs can then take its gradient, but a compiled
   * function grows with the number of steps.
   */
  readonly unroll?: boolean;
  /** Keep this many equally spaced states, plus the first. Must divide `steps`; each segment is a separate loop. */
  readonly keep?: number;
}

/** The result of a solve on a grid. The caller owns its tensors. */
export interface FixedSolution<S extends Tensors> {
  /** The state at `to`. */
  readonly state: S;
  /** The `keep` + 1 states from `from` to `to`; empty without `keep`. */
  readonly states: readonly S[];
  readonly steps: number;
  /** Number of field evaluations. */
  readonly evaluations: number;
}

/**
 * Integrates dy/dt = f(t, y) from `from` to `to` in steps of equal length. Inside a compiled function
 * the whole solve is one graph loop, however many steps it has.
 *
 * @param state y at `from`; left untouched
 * @throws NopropError `invalid_grid`, `invalid_state`, `field_mismatch`
 */
export function integrateFixed<K extends string, P extends Tensors = NoParameters>(
  field: VectorField<State<K>, P>,
  state: State<K>,
  options: FixedOptions & WithParameters<P>,
): FixedSolution<State<K>> {
  assertFixed(options);
  const { steps, tableau, unroll = false, keep } = options;
  const bound = bindField(field, state, options);
  const { h, timeOf } = gridOf(options);
  const grid: Grid = (i) => ({ t: timeOf(i), h });

  const segments = keep ?? 1;
  const count = steps / segments;
  const states = [state];
  for (let segment = 0; segment < segments; segment++) {
    states.push(march(bound, states[segment] as State<K>, { grid, tableau, first: segment * count, count, unroll }));
  }
  return {
    state: states[segments] as State<K>,
    states: keep === undefined ? [] : [mapTensors(state, (tensor) => tf.clone(tensor)), ...states.slice(1)],
    steps,
    evaluations: steps * tableau.stepStages,
  };
}

/** The step length, and the time at the start of step i as a function of the int32 scalar i. */
export function gridOf({ from, to, steps }: Pick<FixedOptions, 'from' | 'to' | 'steps'>): {
  readonly h: number;
  readonly timeOf: (i: Tensor) => Tensor;
} {
  const h = (to - from) / steps;
  // Not a running sum, because its rounding error would grow with the number of steps.
  return { h, timeOf: (i) => tf.add(tf.mul(tf.cast(i, 'float32'), h), from) };
}

/** @throws NopropError `invalid_grid` */
export function assertFixed({ from, to, steps, keep }: Omit<FixedOptions, 'tableau'>): void {
  assertFinite({ from, to });
  if (!Number.isInteger(steps) || steps < 1) {
    throw odeError(
      'invalid_grid',
      `Expected steps to be a positive integer, got ${steps}.`,
      'Give the number of steps.',
    );
  }
  if (keep === undefined || (Number.isInteger(keep) && keep >= 1 && steps % keep === 0)) return;
  throw odeError(
    'invalid_grid',
    `Expected keep to be a positive integer that divides steps = ${steps}, got ${keep}.`,
    'Kept states are equally spaced points of the grid.',
  );
}
