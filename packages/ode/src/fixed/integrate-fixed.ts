import type { Tensors } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import { assertFinite, odeError } from '../errors';
import { bindField, type NoParameters, type State, type VectorField, type WithParameters } from '../field';
import { mapTensors } from '../runge-kutta';
import type { Tableau } from '../tableau/tableau';
import { type Grid, march } from './march';

export interface FixedOptions {
  readonly from: number;
  /** Less than `from`: backwards in time. */
  readonly to: number;
  /** Steps of equal length. */
  readonly steps: number;
  readonly tableau: Tableau;
  /**
   * Write the loop out instead of compiling it into one node: tfjs can take its gradient, and a compiled
   * function grows with the number of steps.
   */
  readonly unroll?: boolean;
  /** Keep this many states at equal distances, and the first; divides `steps`. Each part is a loop of its own. */
  readonly keep?: number;
}

/** The result of a solve on a grid; its tensors belong to the caller. */
export interface FixedSolution<S extends Tensors> {
  /** At `to`. */
  readonly state: S;
  /** The `keep` + 1 states from `from` to `to`; none where `keep` is not given. */
  readonly states: readonly S[];
  readonly steps: number;
  /** Evaluations of the field. */
  readonly evaluations: number;
}

/**
 * Integrates dy/dt = f(t, y) from `from` to `to` in steps of equal length. Inside a compiled function
 * the whole solve is one loop of the graph, however many steps it has.
 *
 * @param state y at `from`; left alone
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

  const parts = keep ?? 1;
  const count = steps / parts;
  const states = [state];
  for (let part = 0; part < parts; part++) {
    states.push(march(bound, states[part] as State<K>, { grid, tableau, first: part * count, count, unroll }));
  }
  return {
    state: states[parts] as State<K>,
    states: keep === undefined ? [] : [mapTensors(state, (tensor) => tf.clone(tensor)), ...states.slice(1)],
    steps,
    evaluations: steps * tableau.stepStages,
  };
}

/** The length of a step, and the time at the start of step i as a tensor of the int32 scalar i. */
export function gridOf({ from, to, steps }: Pick<FixedOptions, 'from' | 'to' | 'steps'>): {
  readonly h: number;
  readonly timeOf: (i: Tensor) => Tensor;
} {
  const h = (to - from) / steps;
  // Not a running sum, whose rounding would grow with the number of steps.
  return { h, timeOf: (i) => tf.add(tf.mul(tf.cast(i, 'float32'), h), from) };
}

/** @throws NopropError `invalid_grid` */
export function assertFixed({ from, to, steps, keep }: Omit<FixedOptions, 'tableau'>): void {
  assertFinite({ from, to });
  if (!Number.isInteger(steps) || steps < 1) {
    throw odeError('invalid_grid', `steps must be a positive integer, found ${steps}.`, 'Give the number of steps.');
  }
  if (keep === undefined || (Number.isInteger(keep) && keep >= 1 && steps % keep === 0)) return;
  throw odeError(
    'invalid_grid',
    `keep must be a positive integer that divides steps = ${steps}, found ${keep}.`,
    'Kept states lie on the grid, at equal distances.',
  );
}
