import type { Tensors } from '@noprop/core';
import { tf } from '@noprop/engine';
import { assertFinite, odeError } from '../errors';
import { bindField, type NoParameters, type State, type VectorField, type WithParameters } from '../field';
import type { Tableau } from '../tableau/tableau';
import type { FixedSolution } from './integrate-fixed';
import { type Grid, march } from './march';

export interface GridOptions {
  readonly tableau: Tableau;
  /** Unroll the loop instead of compiling it into one graph node, so that tfjs can take its gradient. */
  readonly unroll?: boolean;
}

/**
 * Integrates dy/dt = f(t, y) with one step between each time and the next. Inside a compiled function
 * the whole solve is one graph loop, with the times as constants.
 *
 * @param times two or more, strictly increasing or strictly decreasing
 * @param state y at the first time; left untouched
 * @returns the state at the last time
 * @throws NopropError `invalid_grid`, `invalid_state`, `field_mismatch`
 */
export function integrateGrid<K extends string, P extends Tensors = NoParameters>(
  field: VectorField<State<K>, P>,
  state: State<K>,
  times: readonly number[],
  options: GridOptions & WithParameters<P>,
): FixedSolution<State<K>> {
  assertTimes(times);
  const { tableau, unroll = false } = options;
  const bound = bindField(field, state, options);
  const count = times.length - 1;
  const starts = tf.tensor1d(times.slice(0, count));
  // Subtract in double precision: differences of float32 times would inherit their rounding errors.
  const lengths = tf.tensor1d(times.slice(1).map((time, i) => time - (times[i] as number)));
  const grid: Grid = (i) => ({ t: tf.gather(starts, i), h: tf.gather(lengths, i) });
  const last = march(bound, state, { grid, tableau, first: 0, count, unroll });
  tf.dispose([starts, lengths]);
  return { state: last, states: [], steps: count, evaluations: count * tableau.stepStages };
}

function assertTimes(times: readonly number[]): void {
  if (times.length < 2) {
    throw odeError('invalid_grid', `Expected two or more times, got ${times.length}.`, 'Give at least both ends.');
  }
  assertFinite(Object.fromEntries(times.map((time, i) => [`times[${i}]`, time])));
  const direction = Math.sign((times[1] as number) - (times[0] as number));
  const broken = times.findIndex((time, i) => i > 0 && Math.sign(time - (times[i - 1] as number)) !== (direction || 1));
  if (broken === -1) return;
  throw odeError(
    'invalid_grid',
    `Expected strictly increasing or strictly decreasing times, got times[${broken}] = ${times[broken]} ` +
      `after times[${broken - 1}] = ${times[broken - 1]}.`,
    'Sort the times and remove duplicates.',
  );
}
