import { messageOf } from '@noprop/core/testing';
import { startEngine, type Tensor, tf } from '@noprop/engine';
import { assertClose, assertNoLeaks } from '@noprop/engine/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { euler } from '../tableaus/euler';
import { rk4 } from '../tableaus/rk4';
import { integrateFixed } from './integrate-fixed';
import { integrateGrid } from './integrate-grid';

const test = suite('integrateGrid');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const modulated = (t: Tensor, { y }: { y: Tensor }) => ({ y: tf.mul(tf.cos(t), y) });

test('matches Euler steps of 0.5, 0.25 and 1 computed by hand', () => {
  const field = (t: Tensor, { y }: { y: Tensor }) => ({ y: tf.add(y, t) });
  const { state, states, steps, evaluations } = integrateGrid(field, { y: tf.scalar(1) }, [1, 1.5, 1.75, 2.75], {
    tableau: euler,
  });
  // 1 + 0.5 (1 + 1) = 2; 2 + 0.25 (2 + 1.5) = 2.875; 2.875 + (2.875 + 1.75) = 7.5.
  assert.equal([...state.y.dataSync()], [7.5]);
  assert.equal([states, steps, evaluations], [[], 3, 3]);
});

test('integrates forwards and backwards over an uneven grid', () => {
  const times = Array.from({ length: 41 }, (_, i) => 3 * (i / 40) ** 2);
  const { state } = integrateGrid(modulated, { y: tf.scalar(1) }, times, { tableau: rk4 });
  assertClose(state.y, Math.exp(Math.sin(3)), 1e-5);
  const back = integrateGrid(modulated, state, [...times].reverse(), { tableau: rk4 });
  assertClose(back.state.y, 1, 1e-5);
});

test('agrees with integrateFixed on an even grid', () => {
  const times = Array.from({ length: 21 }, (_, i) => i / 10);
  const { state } = integrateGrid(modulated, { y: tf.scalar(1) }, times, { tableau: rk4 });
  const fixed = integrateFixed(modulated, { y: tf.scalar(1) }, { from: 0, to: 2, steps: 20, tableau: rk4 });
  assertClose(state.y, fixed.state.y, 1e-6);
});

test('has a gradient if unrolled', () => {
  const solve = (y: Tensor): Tensor =>
    integrateGrid((_, state) => state, { y }, [0, 0.5, 0.75, 1], { tableau: euler, unroll: true }).state.y;
  assertClose(tf.grad(solve)(tf.scalar(3)), 1.5 * 1.25 * 1.25, 1e-7);
});

test('leaks no tensor', () => {
  const state = { y: tf.tensor1d([1, 2]) };
  for (const unroll of [false, true]) {
    assertNoLeaks(() => integrateGrid(modulated, state, [0, 1, 3], { tableau: rk4, unroll }));
  }
});

const refused = [
  [[0], 'Expected two or more times, got 1. Give at least both ends.'],
  [[0, Number.POSITIVE_INFINITY], 'Expected finite times, got times[1] = Infinity. Give finite numbers.'],
  [
    [0, 1, 1],
    'Expected strictly increasing or strictly decreasing times, got times[2] = 1 after times[1] = 1. Sort the times and remove duplicates.',
  ],
  [
    [2, 1, 1.5],
    'Expected strictly increasing or strictly decreasing times, got times[2] = 1.5 after times[1] = 1. Sort the times and remove duplicates.',
  ],
  [
    [1, 1],
    'Expected strictly increasing or strictly decreasing times, got times[1] = 1 after times[0] = 1. Sort the times and remove duplicates.',
  ],
] as const;

for (const [times, message] of refused) {
  test(`refuses [${times.join(', ')}]`, () => {
    assert.is(
      messageOf(() => integrateGrid(modulated, { y: tf.scalar(1) }, times, { tableau: euler })),
      `${message}  [invalid_grid]`,
    );
  });
}

test.run();
