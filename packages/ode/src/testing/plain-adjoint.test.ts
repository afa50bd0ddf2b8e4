import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { euler } from '../tableaus/euler';
import { rk4 } from '../tableaus/rk4';
import { tableaus } from '../tableaus/tableaus';
import { driven, growth, logistic, rotation } from './models';
import { assertNear } from './number-laws';
import { integratePlain } from './plain';
import { adjointPlain, type PlainModel } from './plain-adjoint';

const test = suite('adjointPlain');

const itself = (end: readonly number[]): readonly number[] => end;
const GRADIENTS = ['adjoint', 'backsolve', 'discrete'] as const;

for (const gradient of GRADIENTS) {
  const options = { from: 0, to: 1, steps: 200, tableau: rk4, gradient };

  test(`${gradient}: matches the analytic gradient of L = y(1)^2 / 2 for y' = 0.7 y from 1.3`, () => {
    const { end, y, theta } = adjointPlain(growth, [1.3], [0.7], itself, options);
    assertNear([...end, ...y, ...theta], [2.617878519712, 5.271759956898, 6.853287943968], 1e-8);
  });

  test(`${gradient}: matches the analytic gradient of y(1) for y' = 1.3 y (1 - y) from 0.2`, () => {
    const { end, y, theta } = adjointPlain(logistic, [0.2], [1.3], () => [1], options);
    assertNear([...end, ...y, ...theta], [0.4784397874594533, 1.5595947327200406, 0.24953515723520647], 1e-8);
  });

  test(`${gradient}: matches the analytic gradient of L = c y(1.5) for y' = A y`, () => {
    const A = [-0.1, 2, -2, -0.1];
    const { end, y, theta } = adjointPlain(rotation, [1, 0.5], A, () => [0.3, -1.2], { ...options, to: 1.5 });
    assertNear(end, [-0.7913628801, -0.5475103358], 1e-8);
    assertNear(y, [-0.1098725916, 1.0589522611], 1e-8);
    assertNear(theta, [0.3420318554, -0.8673004858, 0.8035323496, 0.2873734529], 1e-8);
  });
}

/** Relative error of dL/da of y' = 0.7 y along stored states, with 10, 20, 40, 80 and 1000 steps. */
const ERRORS: Readonly<Record<string, readonly (string | undefined)[]>> = {
  euler: ['4.6e-2', '2.4e-2', '1.2e-2', '6.1e-3', '4.9e-4'],
  midpoint: ['2.3e-3', '5.9e-4', '1.5e-4', '3.7e-5', '2.4e-7'],
  heun: ['3.5e-3', undefined, undefined, undefined, '3.6e-7'],
  rk4: ['7.7e-7', '4.8e-8', '3.0e-9', '1.9e-10'],
  'three-eighths': ['9.3e-7', '5.9e-8', '3.7e-9', '2.3e-10'],
};

const errorOf = (name: keyof typeof tableaus, steps: number, gradient: (typeof GRADIENTS)[number]): number => {
  const { theta } = adjointPlain(growth, [1.3], [0.7], itself, {
    from: 0,
    to: 1,
    steps,
    tableau: tableaus[name],
    gradient,
  });
  return Math.abs((theta[0] as number) / 6.853287943968 - 1);
};

for (const [name, errors] of Object.entries(ERRORS)) {
  test(`${name}: the error of dL/da falls with the order of the method`, () => {
    [10, 20, 40, 80, 1000].forEach((steps, i) => {
      const expected = errors[i];
      if (expected === undefined) return;
      const found = errorOf(name as keyof typeof tableaus, steps, 'adjoint');
      // The analytic value itself is only known to 1e-12.
      assert.ok(
        Math.abs(found - Number(expected)) < 0.05 * Number(expected) + 3e-12,
        `${steps} steps: expected ${expected}, got ${found}`,
      );
    });
  });
}

test('euler, backsolve: matches the known errors of dL/da', () => {
  assert.is(errorOf('euler', 10, 'backsolve').toExponential(1), '6.7e-2');
  assert.is(errorOf('euler', 1000, 'backsolve').toExponential(1), '7.3e-4');
});

test("gives 1.1^10 as value and adjoint of ten Euler steps of y' = y", () => {
  for (const gradient of GRADIENTS) {
    const { end, y } = adjointPlain(growth, [1], [1], () => [1], {
      from: 0,
      to: 1,
      steps: 10,
      tableau: euler,
      gradient,
    });
    assertNear([...end, ...y], [2.5937424601, 2.5937424601], 1e-10);
  }
});

test('agrees with the discrete gradient of linear Euler steps: exactly in dL/dy0, to first order in dL/dA', () => {
  const A = [-0.1, 2, -2, -0.1];
  const at = (steps: number) => {
    const [adjoint, discrete] = (['adjoint', 'discrete'] as const).map((gradient) =>
      adjointPlain(rotation, [1, 0.5], A, () => [0.3, -1.2], { from: 0, to: 1.5, steps, tableau: euler, gradient }),
    );
    assertNear(adjoint?.y ?? [], discrete?.y ?? [], 1e-14);
    return Math.max(...(adjoint?.theta ?? []).map((value, k) => Math.abs(value - (discrete?.theta[k] as number))));
  };
  const ratios = [at(50) / at(100), at(400) / at(800)];
  assert.ok(
    ratios.every((ratio) => Math.abs(ratio - 2) < 0.2),
    `halving the step divides the difference by ${ratios}`,
  );
});

for (const [k, expected] of [
  [1, 0.999],
  [10, 0.905],
  [50, 0.082],
  [100, 4.3e-5],
] as const) {
  test(`backsolve recovers ${expected} of y0 after a thousand Euler steps of y' = -${k} y`, () => {
    const options = { from: 0, to: 1, steps: 1000, tableau: euler, gradient: 'backsolve' } as const;
    const [left] = adjointPlain(growth, [1], [-k], () => [1], options).reconstructed;
    assert.ok(Math.abs((left as number) - expected) < 0.01 * expected, `${left}`);
  });
}

const cases: readonly (readonly [string, PlainModel, readonly number[], readonly number[]])[] = [
  ['driven', driven, [0.4], [1.7]],
  ['rotation', rotation, [1, 0.5], [-0.1, 2, -2, -0.1]],
];
for (const [name, model, start, theta] of cases) {
  for (const tableau of Object.values(tableaus)) {
    test(`${name}, ${tableau.name}: the discrete gradient equals the slope of the solve, even for coarse steps`, () => {
      const options = { from: 0, to: 2, steps: 3, tableau };
      const solve = (y: readonly number[], at: readonly number[]): number =>
        integratePlain((t, state) => model.field(t, state, at), y, options).reduce((sum, value) => sum + value, 0);
      const slopes = (at: readonly number[], fn: (moved: readonly number[]) => number): number[] =>
        at.map((_, i) => {
          const moved = (by: number) => fn(at.map((value, j) => (i === j ? value + by : value)));
          return (moved(1e-5) - moved(-1e-5)) / 2e-5;
        });
      const found = adjointPlain(model, start, theta, (end) => end.map(() => 1), { ...options, gradient: 'discrete' });
      assertNear(
        found.y,
        slopes(start, (y) => solve(y, theta)),
        1e-9,
      );
      assertNear(
        found.theta,
        slopes(theta, (at) => solve(start, at)),
        1e-9,
      );
    });
  }
}

test.run();
