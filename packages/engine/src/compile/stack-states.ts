import type { Tensor } from '@tensorflow/tfjs-core';
import { EMPTY, WRITE_ROW } from '../backend/kernel-names';
import { isTracing } from '../state';
import { tf } from '../tf';
import { refuseGradient, repeat } from './repeat';
import { flatten, unflatten } from './tree';

/**
 * Like {@link repeat}, but returns all states. Inside a compiled function each state is written in place into
 * one stack, so the cost of an iteration does not grow with the number of states.
 *
 * @param state a tree of tensors; the body must return the same tree with the same types and shapes
 * @param body called with the state and the int32 scalar i = 0..count-1
 * @returns the tree with a leading axis added to each tensor: row 0 is the initial state, row `count` the last one
 * @throws EngineError like {@link repeat}
 */
export function stackStates<S>(count: number, state: S, body: (state: S, i: Tensor) => S): S {
  return isTracing() ? stackInGraph(count, state, body) : stackNow(count, state, body);
}

/** The loop carries the stacks next to the state. Nothing else holds them, so writing to them in place is safe. */
function stackInGraph<S>(count: number, state: S, body: (state: S, i: Tensor) => S): S {
  const { structure, leaves } = flatten(state, 'the state of a loop');
  const zero = tf.scalar(0, 'int32');
  const one = tf.scalar(1, 'int32');
  const buffers = leaves.map((leaf) => writeRow(emptyRows(count + 1, leaf), zero, leaf));
  const last = repeat(count, { state, buffers }, (current, i) => {
    const next = body(current.state, i);
    const row = tf.add(i, one);
    const rows = flatten(next, 'the new state of a loop').leaves;
    return { state: next, buffers: current.buffers.map((buffer, k) => writeRow(buffer, row, rows[k] ?? buffer)) };
  });
  return unflatten(structure, last.buffers) as S;
}

function stackNow<S>(count: number, state: S, body: (state: S, i: Tensor) => S): S {
  refuseGradient();
  const first = flatten(state, 'the state of a loop');
  const states: (readonly Tensor[])[] = [first.leaves];
  for (let n = 0; n < count; n++) {
    const current = unflatten(first.structure, states[n] as readonly Tensor[]) as S;
    // A loop of one iteration, which checks what the body returns.
    const next = repeat(1, current, (each) => body(each, tf.scalar(n, 'int32')));
    states.push(flatten(next, 'the new state of a loop').leaves);
  }
  const stacked = first.leaves.map((_, k) => tf.stack(states.map((leaves) => leaves[k] as Tensor)));
  tf.dispose(states.slice(1) as never);
  return unflatten(first.structure, stacked) as S;
}

const emptyRows = (count: number, { shape, dtype }: Tensor): Tensor =>
  tf.engine().runKernel(EMPTY, {}, { shape: [count, ...shape], dtype }) as Tensor;

const writeRow = (tensor: Tensor, index: Tensor, row: Tensor): Tensor =>
  tf.engine().runKernel(WRITE_ROW, { tensor, index, row }) as Tensor;
