import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Tableau } from '../tableau/tableau';
import { measureDenseOrder, measureEmbeddedOrder, measureOrder } from './order';
import { distance, integratePlain, type PlainField } from './plain';
import { problems, stepsFor } from './problems';

/** The laws of the coefficients, in double precision. */
export function numberLaws(test: Test, tableau: Tableau): void {
  const { order, embedded, dense } = tableau;

  test('is deeply frozen', () => {
    for (const [path, record] of recordsIn(tableau, tableau.name)) {
      assert.ok(Object.isFrozen(record), `expected ${path} to be frozen`);
    }
  });

  test(`has order ${order}`, () => assertOrder(measureOrder(tableau), order));
  if (embedded !== undefined) {
    test(`has embedded weights of order ${embedded.order}`, () =>
      assertOrder(measureEmbeddedOrder({ ...tableau, embedded }), embedded.order));
  }
  if (dense !== undefined) {
    test(`has dense output of order ${dense.order}`, () => assertOrder(measureDenseOrder(tableau), dense.order));
  }

  for (const { name, plain, solution, from, to } of problems) {
    test(`${name}: matches the analytic solution to 1e-6, forwards and backwards`, () => {
      const steps = stepsFor(1e-6, order);
      const end = integratePlain(plain, solution(from), { from, to, steps, tableau });
      assertNear(end, solution(to), 1e-6);
      const back = integratePlain(plain, solution(to), { from: to, to: from, steps, tableau });
      // Integrated backwards, decays grow and so do errors.
      assertNear(back, solution(from), 1e-5);
    });
  }

  test('solves a linear field linearly: sums of solutions are solutions', () => {
    const field: PlainField = (t, [x, v]) => [v as number, -Math.cos(t) * (x as number)];
    const solve = (y: readonly number[]) => integratePlain(field, y, { from: 0, to: 2, steps: 10, tableau });
    const [u, w, both] = [solve([1, -2]), solve([0.5, 3]), solve([2 * 1 - 3 * 0.5, 2 * -2 - 3 * 3])];
    const sum = u.map((value, d) => 2 * value - 3 * (w[d] as number));
    assertNear(both, sum, 1e-13);
  });
}

/** An object and all objects within it, each with its path. */
function recordsIn(value: unknown, path: string): readonly (readonly [path: string, record: object])[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, each]) => recordsIn(each, `${path}.${key}`));
  return [[path, value], ...inside];
}

function assertOrder(found: number, expected: number): void {
  assert.ok(Math.abs(found - expected) <= 0.1, `expected the declared order ${expected}, measured ${found}`);
}

/** Asserts that the largest error is at most `tolerance` times the largest expected magnitude (or 1 if larger). */
export function assertNear(found: readonly number[], expected: readonly number[], tolerance: number): void {
  const error = distance(found, expected) / Math.max(1, ...expected.map(Math.abs));
  assert.ok(error <= tolerance, `expected ${expected}, got ${found}, off by ${error}`);
}
