import { tf } from '@noprop/engine';
import { assertClose } from '@noprop/engine/testing';
import { suite } from 'uvu';
import { integrateFixed } from '../fixed/integrate-fixed';
import { integratePlain, testTableau } from '../testing';
import { assertNear } from '../testing/number-laws';
import { euler } from './euler';

testTableau(euler);

const test = suite("Euler's method");

test("gives 1.1^10 for ten steps of y' = y", () => {
  const options = { from: 0, to: 1, steps: 10, tableau: euler };
  assertNear(
    integratePlain((_, y) => y, [1], options),
    [2.5937424601],
    1e-10,
  );
  assertClose(integrateFixed((_, state) => state, { y: tf.scalar(1) }, options).state.y, 2.5937424601, 1e-6);
});

test('solves exponential decay in tensors to 1e-4 in 8192 steps', () => {
  const options = { from: 0, to: 1, steps: 8192, tableau: euler };
  const { state } = integrateFixed((_, { y }) => ({ y: tf.neg(y) }), { y: tf.scalar(1) }, options);
  assertClose(state.y, Math.exp(-1), 1e-4);
});

test.run();
