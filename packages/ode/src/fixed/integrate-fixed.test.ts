import { messageOf } from '@noprop/core/testing';
import { startEngine, type Tensor, tf } from '@noprop/engine';
import { assertClose } from '@noprop/engine/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { euler } from '../tableaus/euler';
import { rk4 } from '../tableaus/rk4';
import { tableaus } from '../tableaus/tableaus';
import { integratePlain } from '../testing';
import { assertNear } from '../testing/number-laws';
import { integrateFixed } from './integrate-fixed';

const test = suite('integrateFixed');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

/** y' = a y. */
const growth = (_: Tensor, { y }: { y: Tensor }, { a }: { a: Tensor }) => ({ y: tf.mul(a, y) });

test("solves y' = 0.7 y from 1.3: y(1) = 2.617878519712", () => {
  const options = { from: 0, to: 1, steps: 40, tableau: rk4 };
  assertNear(
    integratePlain((_, y) => y.map((v) => 0.7 * v), [1.3], options),
    [2.617878519712],
    1e-6,
  );
  const { state } = integrateFixed(growth, { y: tf.scalar(1.3) }, { ...options, parameters: { a: tf.scalar(0.7) } });
  assertClose(state.y, 2.617878519712, 1e-6);
});

test("solves the spiral y' = A y over 1.5 time units", () => {
  const rate = tf.tensor2d([
    [-0.1, 2],
    [-2, -0.1],
  ]);
  const field = (_: Tensor, { y }: { y: Tensor }) => ({ y: tf.matMul(rate, y) });
  const options = { from: 0, to: 1.5, steps: 64, tableau: rk4 };
  const { state } = integrateFixed(field, { y: tf.tensor2d([[1], [0.5]]) }, options);
  assertClose(tf.reshape(state.y, [2]), [-0.7913628801, -0.5475103358], 1e-5);
});

test('solves each row of a batch independently', () => {
  const options = { from: 0, to: 1, steps: 20, tableau: rk4 };
  const field = (t: Tensor, { y }: { y: Tensor }) => ({ y: tf.mul(tf.cos(t), tf.sin(y)) });
  const rows = [0.3, 1.7, -2].map((y) => integrateFixed(field, { y: tf.tensor1d([y]) }, options).state.y);
  const { state } = integrateFixed(field, { y: tf.tensor2d([[0.3], [1.7], [-2]]) }, options);
  assertClose(state.y, tf.stack(rows), 1e-7);
});

test('keeps equally spaced states', () => {
  const options = { from: 0, to: 2, steps: 40, keep: 4, tableau: rk4 };
  const { state, states, steps, evaluations } = integrateFixed(
    (_, { y }) => ({ y: tf.neg(y) }),
    { y: tf.scalar(1) },
    options,
  );
  assert.equal([states.length, steps, evaluations], [5, 40, 160]);
  states.forEach(({ y }, i) => assertClose(y, Math.exp(-i / 2), 1e-6));
  assert.is(states[4], state);
  const whole = integrateFixed((t, { y }) => ({ y: tf.mul(t, y) }), { y: tf.scalar(1) }, { ...options, from: -2 });
  const kept = integrateFixed(
    (t, { y }) => ({ y: tf.mul(t, y) }),
    { y: tf.scalar(1) },
    { ...options, from: -2, keep: 1 },
  );
  assert.equal([...whole.state.y.dataSync()], [...kept.state.y.dataSync()], 'segments go through the same times');
});

test('gives an unrolled loop the gradient of the discrete solution', () => {
  const solve = (y: Tensor, a: Tensor): Tensor =>
    tf.div(
      tf.square(
        integrateFixed(growth, { y }, { from: 0, to: 1, steps: 10, tableau: rk4, unroll: true, parameters: { a } })
          .state.y,
      ),
      2,
    );
  const [dy, da] = tf.grads(solve)([tf.scalar(1.3), tf.scalar(0.7)]) as [Tensor, Tensor];
  assertClose(dy, 5.271759956898, 1e-5);
  assertClose(da, 6.853287943968, 1e-5);
  const tenEulers = (y: Tensor): Tensor =>
    integrateFixed((_, state) => state, { y }, { from: 0, to: 1, steps: 10, tableau: euler, unroll: true }).state.y;
  assertClose(tf.grad(tenEulers)(tf.scalar(1)), 2.5937424601, 1e-6);
});

test('refuses a gradient through the loop', () => {
  const solve = (y: Tensor): Tensor =>
    integrateFixed((_, state) => state, { y }, { from: 0, to: 1, steps: 2, tableau: euler }).state.y;
  assert.match(
    messageOf(() => tf.grad(solve)(tf.scalar(1))),
    'Cannot take a gradient through repeat',
  );
});

test('returns the state unchanged for an empty interval, with every method', () => {
  for (const tableau of Object.values(tableaus)) {
    const options = { from: 2, to: 2, steps: 3, tableau };
    const { state } = integrateFixed((_, { y }) => ({ y: tf.exp(y) }), { y: tf.scalar(3) }, options);
    assert.equal([...state.y.dataSync()], [3]);
  }
});

const refused = [
  [{ steps: 0 }, 'Expected steps to be a positive integer, got 0. Give the number of steps.'],
  [{ steps: 2.5 }, 'Expected steps to be a positive integer, got 2.5. Give the number of steps.'],
  [{ to: Number.NaN }, 'Expected finite times, got to = NaN. Give finite numbers.'],
  [
    { keep: 3 },
    'Expected keep to be a positive integer that divides steps = 10, got 3. Kept states are equally spaced points of the grid.',
  ],
] as const;

for (const [change, message] of refused) {
  test(`refuses ${JSON.stringify(change)}`, () => {
    const options = { from: 0, to: 1, steps: 10, tableau: euler, ...change };
    assert.is(
      messageOf(() => integrateFixed((_, state) => state, { y: tf.scalar(1) }, options)),
      `${message}  [invalid_grid]`,
    );
  });
}

test.run();
