import type { Tensors } from '@noprop/core';
import { startEngine, type Tensor, tf } from '@noprop/engine';
import { assertClose, assertNoLeaks } from '@noprop/engine/testing';
import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import { integrateFixed } from '../fixed/integrate-fixed';
import type { Tableau } from '../tableau/tableau';
import { integratePlain } from './plain';
import { type Problem, problems, stepsFor } from './problems';

/** The laws of tensor solves, in single precision. */
export function tensorLaws(test: Test, tableau: Tableau): void {
  test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

  for (const problem of problems) {
    test(`${problem.name}: tensors match double precision`, () => {
      const { from, to, plain, solution } = problem;
      for (const [start, end] of [
        [from, to],
        [to, from],
      ] as const) {
        const numbers = integratePlain(plain, solution(start), { from: start, to: end, steps: 40, tableau });
        assertClose(solve(problem, tableau, start, end, 40), numbers, 5e-6);
      }
    });

    // A method of order 1 would need tens of thousands of steps.
    if (tableau.order === 1) continue;
    test(`${problem.name}: tensors match the analytic solution to 1e-4, forwards and backwards`, () => {
      const { from, to, solution } = problem;
      const steps = stepsFor(1e-4, tableau.order);
      const end = solve(problem, tableau, from, to, steps);
      assertClose(end, solution(to), 1e-4);
      const back = integrateFixed(problem.field, { y: end }, { from: to, to: from, steps, tableau });
      assertClose(back.state.y, solution(from), 5e-4);
    });
  }

  test('solves several tensors like one tensor of all their numbers', () => {
    const { from, to, field, solution } = problems.find(({ name }) => name === 'harmonic oscillator') as Problem;
    const options = { from, to, steps: 10, tableau };
    const { y } = integrateFixed(field, { y: tf.tensor1d([...solution(from)]) }, options).state;
    const [x, v] = solution(from).map((value) => tf.scalar(value)) as [Tensor, Tensor];
    const apart = integrateFixed((_, state) => ({ x: state.v, v: tf.neg(state.x) }), { x, v }, options).state;
    assertClose(tf.stack([apart.x, apart.v]), y, 1e-6);
  });

  test('counts steps and evaluations', () => {
    let calls = 0;
    const field = (_: Tensor, { y }: { y: Tensor }) => {
      calls++;
      return { y: tf.neg(y) };
    };
    const { steps, evaluations } = integrateFixed(field, { y: tf.scalar(1) }, { from: 0, to: 1, steps: 7, tableau });
    assert.equal([steps, evaluations], [7, calls]);
    assert.is(evaluations, 7 * tableau.stepStages);
  });

  test('gives the same bits if unrolled', () => {
    const options = { from: 0, to: 1, steps: 7, tableau };
    const [looped, unrolled] = [false, true].map((unroll) =>
      problems.map(({ field, solution }) => {
        return integrateFixed(field, { y: tf.tensor1d([...solution(0)]) }, { ...options, unroll }).state.y.arraySync();
      }),
    );
    assert.equal(looped, unrolled);
  });

  test('leaves its input untouched and leaks no tensor, even if the field returns its state', () => {
    const state = { y: tf.tensor1d([1, 2]) };
    for (const unroll of [false, true]) {
      for (const field of [(_: Tensor, { y }: { y: Tensor }) => ({ y }), () => state]) {
        const options = { from: 0, to: 1, steps: 4, keep: 2, unroll, tableau };
        assertNoLeaks(() => integrateFixed(field, state, options) as unknown as Tensors);
      }
    }
    assert.equal([...state.y.dataSync()], [1, 2]);
  });
}

function solve({ field, solution }: Problem, tableau: Tableau, from: number, to: number, steps: number): Tensor {
  return integrateFixed(field, { y: tf.tensor1d([...solution(from)]) }, { from, to, steps, tableau }).state.y;
}
