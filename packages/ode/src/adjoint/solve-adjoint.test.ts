import { messageOf } from '@noprop/core/testing';
import { readTensor, startEngine, type Tensor, tf } from '@noprop/engine';
import { assertClose, assertNoLeaks, finiteDifferences } from '@noprop/engine/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { integrateFixed } from '../fixed/integrate-fixed';
import { dopri5 } from '../tableaus/dopri5';
import { euler } from '../tableaus/euler';
import { rk4 } from '../tableaus/rk4';
import { tableaus } from '../tableaus/tableaus';
import { driven, growth, logistic, type Model, rotation } from '../testing/models';
import { adjointPlain } from '../testing/plain-adjoint';
import { type AdjointOptions, adjointGradients, solveAdjoint } from './solve-adjoint';

const test = suite('solveAdjoint');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

/** Gradients of a scalar as plain numbers, given its gradient with respect to the end. */
function gradientsOf(
  { tensors }: Model,
  start: readonly number[],
  theta: readonly number[],
  cotangentOf: (end: readonly number[]) => readonly number[],
  options: AdjointOptions,
) {
  return tf.tidy(() => {
    const parameters = { theta: tf.tensor1d([...theta]) };
    const solved = solveAdjoint(tensors, { y: tf.tensor1d([...start]) }, { ...options, parameters });
    const end = [...readTensor(solved.state.y)];
    const found = solved.pullback({ y: tf.tensor1d([...cotangentOf(end)]) });
    const reconstructed = found.reconstructed === undefined ? undefined : [...readTensor(found.reconstructed.y)];
    return {
      end,
      y: [...readTensor(found.state.y)],
      theta: [...readTensor(found.parameters.theta)],
      reconstructed,
    } as never;
  }) as unknown as { end: number[]; y: number[]; theta: number[]; reconstructed: number[] | undefined };
}

for (const gradient of adjointGradients) {
  const options = { from: 0, to: 1, steps: 40, tableau: rk4, gradient };

  test(`${gradient}: matches analytic gradients`, () => {
    const first = gradientsOf(growth, [1.3], [0.7], (end) => end, options);
    assertClose([...first.end, ...first.y, ...first.theta], [2.617878519712, 5.271759956898, 6.853287943968], 1e-5);
    const second = gradientsOf(logistic, [0.2], [1.3], () => [1], { ...options, tableau: dopri5 });
    assertClose([...second.end, ...second.y, ...second.theta], [0.4784397874, 1.5595947327, 0.2495351572], 1e-5);
    const A = [-0.1, 2, -2, -0.1];
    const third = gradientsOf(rotation, [1, 0.5], A, () => [0.3, -1.2], { ...options, to: 1.5 });
    assertClose(third.y, [-0.1098725916, 1.0589522611], 1e-5);
    assertClose(third.theta, [0.3420318554, -0.8673004858, 0.8035323496, 0.2873734529], 1e-5);
  });

  for (const tableau of Object.values(tableaus)) {
    test(`${gradient}, ${tableau.name}: matches double precision, forwards and backwards in time`, () => {
      for (const [from, to] of [
        [0, 2],
        [2, 0.5],
      ] as const) {
        const coarse = { from, to, steps: 7, tableau, gradient };
        const expected = adjointPlain(driven, [0.4], [1.7], () => [1], coarse);
        const found = gradientsOf(driven, [0.4], [1.7], () => [1], coarse);
        assertClose(
          [...found.end, ...found.y, ...found.theta],
          [...expected.end, ...expected.y, ...expected.theta],
          2e-6,
        );
        if (gradient === 'backsolve') assertClose(found.reconstructed ?? [], expected.reconstructed, 2e-6);
        else assert.is(found.reconstructed, undefined);
      }
    });
  }

  test(`${gradient}: takes as many steps back as forwards, with one evaluation per stage`, () => {
    const calls: number[] = [];
    const field = (t: Tensor, { y }: { y: Tensor }, { theta }: { theta: Tensor }) => {
      calls.push(Math.round(10 * (t.dataSync()[0] as number)));
      return { y: tf.mul(theta, y) };
    };
    const grid = { from: 0, to: 1, steps: 10, tableau: euler, gradient };
    const solved = solveAdjoint(field, { y: tf.ones([1]) }, { ...grid, parameters: { theta: tf.ones([1]) } });
    assert.equal(calls.splice(0), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.is(solved.pullback({ y: tf.ones([1]) }).steps, 10);
    // The adjoint equation evaluates the field at the end of each step, the discrete gradient at its start.
    assert.equal(calls, gradient === 'discrete' ? [9, 8, 7, 6, 5, 4, 3, 2, 1, 0] : [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  test(`${gradient}: leaks nothing and leaves its inputs untouched`, () => {
    const [y, theta, cotangent] = [tf.tensor1d([0.4]), tf.tensor1d([1.7]), tf.tensor1d([1])];
    assertNoLeaks(() => {
      const solved = solveAdjoint(driven.tensors, { y }, { ...options, steps: 4, parameters: { theta } });
      const found = solved.pullback({ y: cotangent });
      solved.dispose();
      return [solved.state, found.state, found.parameters, found.reconstructed];
    });
    assert.equal(
      [y, theta, cotangent].map((tensor) => tensor.dataSync()[0]),
      [Math.fround(0.4), Math.fround(1.7), 1],
    );
  });
}

test("gives 1.1^10 as value and adjoint of ten Euler steps of y' = y", () => {
  const { end, y } = gradientsOf(growth, [1], [1], () => [1], { from: 0, to: 1, steps: 10, tableau: euler });
  assertClose([...end, ...y], [2.5937424601, 2.5937424601], 1e-6);
});

for (const { name, ...rest } of Object.values(tableaus)) {
  test(`${name}: the discrete gradient equals tfjs's gradient of the unrolled loop`, () => {
    const options = { from: 0, to: 2, steps: 6, tableau: { name, ...rest } };
    const found = gradientsOf(driven, [0.4], [1.7], () => [1], { ...options, gradient: 'discrete' });
    const unrolled = tf.grads((y: Tensor, theta: Tensor) => {
      return integrateFixed(driven.tensors, { y }, { ...options, unroll: true, parameters: { theta } }).state.y;
    })([tf.tensor1d([0.4]), tf.tensor1d([1.7])]);
    assertClose(
      [...found.y, ...found.theta],
      unrolled.flatMap((tensor) => [...tensor.dataSync()]),
      1e-6,
    );
  });
}

test('supports several state tensors, per-example features and unused parameters', () => {
  const features = tf.tensor2d([
    [0.3, -0.5],
    [1.1, 0.2],
    [-0.7, 0.9],
  ]);
  const weight = tf.tensor2d([
    [0.5, -0.4],
    [0.3, 0.8],
  ]);
  const field = (
    t: Tensor,
    { x, v }: Record<'x' | 'v', Tensor>,
    { w, e }: { w: Tensor; e: Tensor; unused: Tensor },
  ) => ({ x: v, v: tf.sub(tf.tanh(tf.add(tf.matMul(x, w), e)), tf.mul(t, x)) });
  const start = { x: tf.ones([3, 2]), v: tf.zeros([3, 2]) };
  const solve = (w: Tensor, e: Tensor) =>
    solveAdjoint(field, start, {
      ...{ from: 0, to: 1, steps: 6, tableau: rk4, gradient: 'discrete' },
      parameters: { w, e, unused: tf.ones([4]) },
    });
  const loss = (w: Tensor, e: Tensor): Tensor => {
    const { x, v } = solve(w, e).state;
    return tf.add(tf.sum(tf.square(x)), tf.sum(v));
  };
  const solved = solve(weight, features);
  const { parameters, state } = solved.pullback({ x: tf.mul(2, solved.state.x), v: tf.onesLike(solved.state.v) });
  assertClose(parameters.e, [...finiteDifferences((e) => loss(weight, e), features)], 2e-3);
  assertClose(parameters.w, [...finiteDifferences((w) => loss(w, features), weight)], 2e-3);
  assert.equal([...parameters.unused.dataSync()], [0, 0, 0, 0]);
  assert.equal(parameters.e.shape, [3, 2]);
  assert.equal(Object.keys(state).sort(), ['v', 'x']);
  // With a method of high order, the adjoint equation gives almost the same gradients.
  const options = {
    from: 0,
    to: 1,
    steps: 6,
    tableau: rk4,
    parameters: { w: weight, e: features, unused: tf.ones([4]) },
  };
  const adjoint = solveAdjoint(field, start, options).pullback({ x: tf.mul(2, solved.state.x), v: tf.ones([3, 2]) });
  assertClose(adjoint.parameters.e, parameters.e, 1e-4);
  assertClose(adjoint.parameters.w, parameters.w, 1e-4);
});

test('refuses invalid options and a gradient through the loop', () => {
  const state = { y: tf.ones([1]) };
  const grid = { from: 0, to: 1, steps: 2, tableau: euler };
  const solve = (options: object) => () =>
    solveAdjoint(growth.tensors, state, { ...grid, parameters: { theta: tf.ones([1]) }, ...options });
  assert.is(
    messageOf(solve({ steps: 0 })),
    'Expected steps to be a positive integer, got 0. Give the number of steps.  [invalid_grid]',
  );
  assert.is(
    messageOf(solve({ parameters: { theta: tf.scalar(1, 'int32') } })),
    'Expected float32 parameters, got theta of type int32. Every parameter gets a gradient. Let the field take other tensors from its closure.  [invalid_parameters]',
  );
  assert.match(
    messageOf(() => tf.grad((theta: Tensor) => solve({ parameters: { theta } })().state.y)(tf.ones([1]))),
    'Cannot take a gradient through repeat',
  );
});

test.run();
