import { messageOf } from '@noprop/core/testing';
import { compile, type Tensor, tf } from '@noprop/engine';
import { assertClose, assertNoLeaks, startTestEngine } from '@noprop/engine/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { integrateAdaptive } from './adaptive/integrate-adaptive';
import { integrateFixed } from './fixed/integrate-fixed';
import { integrateGrid } from './fixed/integrate-grid';
import { dopri5 } from './tableaus/dopri5';
import { euler } from './tableaus/euler';
import { rk4 } from './tableaus/rk4';

const test = suite('compiled solves');

test.before(() => startTestEngine({ backend: 'tensorflow' }).then(() => undefined));

interface Inputs {
  readonly y: Tensor;
  readonly a: Tensor;
}

/** y' = a cos(t) y with a constant from its closure, and a count of the evaluations that trace it. */
function countedField() {
  const calls = { traced: 0 };
  const half = tf.scalar(0.5);
  const field = (t: Tensor, { y }: { y: Tensor }, { a }: { a: Tensor }) => {
    calls.traced++;
    return { y: tf.mul(tf.mul(tf.mul(half, 2), a), tf.mul(tf.cos(t), y)) };
  };
  return { field, calls };
}

for (const compiler of ['graph', 'xla'] as const) {
  test(`compiler ${compiler}: traces the body of a thousand-step loop once`, () => {
    const { field, calls } = countedField();
    const options = { from: 0, to: 2, steps: 1000, tableau: euler };
    const solve = compile(({ y, a }: Inputs) => integrateFixed(field, { y }, { ...options, parameters: { a } }).state, {
      name: 'solve',
      compiler,
    });
    const inputs = { y: tf.tensor1d([1, 2]), a: tf.scalar(1.5) };
    const compiled = solve(inputs);
    assert.is(calls.traced, 1);
    const eager = integrateFixed(field, { y: inputs.y }, { ...options, parameters: { a: inputs.a } }).state;
    assertClose(compiled.y, eager.y, 1e-5);
    assertClose(
      compiled.y,
      [1, 2].map((y) => y * Math.exp(1.5 * Math.sin(2))),
      1e-2,
    );
    assertNoLeaks(() => solve(inputs));
    solve.dispose();
  });
}

test('supports kept states, an uneven grid and time that runs backwards', () => {
  const { field } = countedField();
  const times = Array.from({ length: 33 }, (_, i) => 2 * (1 - i / 32) ** 2);
  const solve = compile(
    ({ y, a }: Inputs) => {
      const forwards = integrateFixed(
        field,
        { y },
        { from: 0, to: 2, steps: 32, keep: 2, tableau: rk4, parameters: { a } },
      );
      const back = integrateGrid(field, forwards.state, times, { tableau: dopri5, parameters: { a } });
      return { states: forwards.states, back: back.state };
    },
    { name: 'there_and_back' },
  );
  const { states, back } = solve({ y: tf.tensor1d([1]), a: tf.scalar(1) });
  states.forEach(({ y }, i) => assertClose(y, [Math.exp(Math.sin(i))], 1e-5));
  assertClose(back.y, [1], 1e-5);
});

test('compiles the gradient of an unrolled loop', () => {
  const { field } = countedField();
  const options = { from: 0, to: 1, steps: 20, tableau: rk4, unroll: true };
  const slope = compile(
    ({ y, a }: Inputs) =>
      tf.grad((rate: Tensor) => integrateFixed(field, { y }, { ...options, parameters: { a: rate } }).state.y)(a),
    { name: 'slope' },
  );
  // y(1) = exp(a sin 1), so its derivative with respect to a is sin 1 times that.
  assertClose(slope({ y: tf.scalar(1), a: tf.scalar(1.5) }), Math.sin(1) * Math.exp(1.5 * Math.sin(1)), 1e-5);
});

test('compiles the step of an adaptive solve once, and frees the compiled function', () => {
  const { field, calls } = countedField();
  const state = { y: tf.tensor1d([1, 2]) };
  const options = { from: 0, to: 6, relativeTolerance: 1e-6, absoluteTolerance: 1e-6, parameters: { a: tf.scalar(1) } };
  const eager = integrateAdaptive(field, state, options);
  calls.traced = 0;
  const compiled = integrateAdaptive(field, state, { ...options, compile: true });
  assert.is(
    calls.traced,
    2 + 6,
    'the derivative at the start, one for the first step length, and six new stages per step',
  );
  assert.is(compiled.accepted, eager.accepted);
  assertClose(compiled.state.y, eager.state.y, 1e-6);
  assertClose(
    compiled.at(3.3).y,
    [1, 2].map((y) => y * Math.exp(Math.sin(3.3))),
    1e-5,
  );
  assertNoLeaks(() => {
    const solution = integrateAdaptive(field, state, { ...options, compile: true });
    solution.dispose();
    return solution.state;
  });
});

test('refuses an adaptive solve inside a compiled function', () => {
  const { field } = countedField();
  const options = { from: 0, to: 1, relativeTolerance: 1e-3, absoluteTolerance: 1e-3 };
  const solve = compile(
    ({ y, a }: Inputs) => integrateAdaptive(field, { y }, { ...options, parameters: { a } }).state,
    { name: 'adaptive' },
  );
  assert.match(
    messageOf(() => solve({ y: tf.scalar(1), a: tf.scalar(1) })),
    'Cannot read a tensor of shape [] while tracing a compiled function',
  );
});

test.run();
