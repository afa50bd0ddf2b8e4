import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Tableau } from '../tableau/tableau';
import { measureDenseOrder, measureEmbeddedOrder, measureOrder } from './order';
import { distance, integratePlain, type PlainField } from './plain';
import { problems, stepsFor } from './problems';

/** Laws of the coefficients, in double precision. */
export function numberLaws(test: Test, tableau: Tableau): void {
  const { order, embedded, dense } = tableau;

  test('is frozen, with all that it holds', () => {
    const parts = [tableau, tableau.a, ...tableau.a, tableau.b, tableau.c, tableau.errorWeights ?? tableau];
    for (const part of [...parts, ...(dense ? [dense, dense.coefficients, ...dense.coefficients] : [])]) {
      assert.ok(Object.isFrozen(part));
    }
  });

  test(`has order ${order}`, () => assertOrder(measureOrder(tableau), order));
  if (embedded !== undefined) {
    test(`its embedded weights have order ${embedded.order}`, () =>
      assertOrder(measureEmbeddedOrder({ ...tableau, embedded }), embedded.order));
  }
  if (dense !== undefined) {
    test(`its dense output has order ${dense.order}`, () => assertOrder(measureDenseOrder(tableau), dense.order));
  }

  for (const { name, plain, solution, from, to } of problems) {
    test(`${name}: the analytic solution to 1e-6, forwards and backwards`, () => {
      const steps = stepsFor(1e-6, order);
      const end = integratePlain(plain, solution(from), { from, to, steps, tableau });
      assertNear(end, solution(to), 1e-6);
      const back = integratePlain(plain, solution(to), { from: to, to: from, steps, tableau });
      // Backwards the decays grow, and errors with them.
      assertNear(back, solution(from), 1e-5);
    });
  }

  test('a linear field is solved linearly: sums of solutions are solutions', () => {
    const field: PlainField = (t, [x, v]) => [v as number, -Math.cos(t) * (x as number)];
    const solve = (y: readonly number[]) => integratePlain(field, y, { from: 0, to: 2, steps: 10, tableau });
    const [u, w, both] = [solve([1, -2]), solve([0.5, 3]), solve([2 * 1 - 3 * 0.5, 2 * -2 - 3 * 3])];
    const sum = u.map((value, d) => 2 * value - 3 * (w[d] as number));
    assertNear(both, sum, 1e-13);
  });
}

function assertOrder(found: number, wanted: number): void {
  assert.ok(Math.abs(found - wanted) <= 0.1, `order ${found} was measured, ${wanted} is declared`);
}

/** Within `tolerance` of the largest expected magnitude. */
export function assertNear(found: readonly number[], wanted: readonly number[], tolerance: number): void {
  const error = distance(found, wanted) / Math.max(1, ...wanted.map(Math.abs));
  assert.ok(error <= tolerance, `found ${found}, wanted ${wanted}, off by ${error}`);
}
