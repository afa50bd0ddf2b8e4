import type { Tensors } from '@noprop/core';
import { repeat, type Tensor, tf } from '@noprop/engine';
import type { BoundField } from '../field';
import { type StepLength, step } from '../runge-kutta';
import type { Tableau } from '../tableau/tableau';

/** The start time and length of step i, as functions of the int32 scalar i. */
export type Grid = (i: Tensor) => { readonly t: Tensor; readonly h: StepLength };

/** Steps `first` to `first + count - 1` of a grid. */
export interface March {
  readonly grid: Grid;
  readonly tableau: Tableau;
  readonly first: number;
  readonly count: number;
  /** Unroll the loop, so that tfjs's tape records it. */
  readonly unroll: boolean;
}

/** The state after these steps, in new tensors. */
export function march<S extends Tensors>(field: BoundField<S>, state: S, options: March): S {
  const { grid, tableau, first, count, unroll } = options;
  const body = (current: S, i: Tensor): S => {
    const { t, h } = grid(first === 0 ? i : tf.add(i, tf.scalar(first, 'int32')));
    return step(field, tableau, t, h, current);
  };
  return unroll ? unrolled(count, state, body) : repeat(count, state, body);
}

function unrolled<S extends Tensors>(count: number, first: S, body: (state: S, i: Tensor) => S): S {
  let state = first;
  for (let i = 0; i < count; i++) {
    const next = tf.tidy(() => body(state, tf.scalar(i, 'int32')) as never) as unknown as S;
    if (state !== first) tf.dispose(state as never);
    state = next;
  }
  return state;
}
