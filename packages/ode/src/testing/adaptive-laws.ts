import { type Tensor, tf } from '@noprop/engine';
import { assertNoLeaks } from '@noprop/engine/testing';
import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import { integrateAdaptive } from '../adaptive/integrate-adaptive';
import type { Tableau } from '../tableau/tableau';
import { distance } from './plain';
import { integratePlainAdaptive } from './plain-adaptive';
import { type Problem, problems } from './problems';

/** Largest global error in units of the tolerance per step: at the end, and inside interpolated steps. */
const [AT_THE_END, INSIDE] = [1, 20];

/** The laws of adaptive solves, for tableaus with embedded weights. */
export function adaptiveLaws(test: Test, tableau: Tableau): void {
  for (const problem of problems) {
    const { name, from, to, plain, field, solution } = problem;

    for (const tolerance of [1e-3, 1e-6, 1e-9]) {
      test(`${name}: meets the tolerance ${tolerance} in double precision`, () => {
        const task = { from, to, tableau, relativeTolerance: tolerance, absoluteTolerance: tolerance };
        const { y, at } = integratePlainAdaptive(plain, solution(from), task);
        assertMeets(problem, tolerance, y, tableau.dense && at);
      });
    }

    for (const tolerance of [1e-3, 1e-5]) {
      test(`${name}: meets the tolerance ${tolerance} in tensors`, () => {
        tf.tidy(() => {
          const task = { from, to, tableau, relativeTolerance: tolerance, absoluteTolerance: tolerance };
          const { state, at } = integrateAdaptive(field, { y: tf.tensor1d([...solution(from)]) }, task);
          const read = (t: number) => [...at(t).y.dataSync()];
          assertMeets(problem, tolerance, [...state.y.dataSync()], tableau.dense && read);
        });
      });
    }
  }

  test('leaks no tensor, with and without dense output', () => {
    const state = { y: tf.tensor1d([1, 2]) };
    for (const dense of [true, false]) {
      const task = { from: 0, to: 1, relativeTolerance: 1e-4, absoluteTolerance: 1e-4, tableau, dense };
      for (const field of [() => state, (_: Tensor, y: { readonly y: Tensor }) => y]) {
        assertNoLeaks(() => {
          const solution = integrateAdaptive(field, state, task);
          solution.dispose();
          return solution.state;
        });
      }
    }
    assert.equal([...state.y.dataSync()], [1, 2]);
  });
}

function assertMeets(
  { from, to, solution }: Problem,
  tolerance: number,
  end: readonly number[],
  at: ((t: number) => readonly number[]) | undefined,
): void {
  const atTheEnd = distance(end, solution(to));
  assert.ok(atTheEnd <= AT_THE_END * tolerance, `off by ${atTheEnd / tolerance} tolerances at the end`);
  if (at === undefined) return;
  for (let i = 0; i <= 50; i++) {
    const t = from + ((to - from) * i) / 50;
    const inside = distance(at(t), solution(t));
    assert.ok(inside <= INSIDE * tolerance, `off by ${inside / tolerance} tolerances at t = ${t}`);
  }
}
