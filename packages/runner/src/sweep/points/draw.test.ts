import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Axis, Range } from '../document/sweep-document';
import { axisValue, countPoints, drawPoints, stratifiedNumbers } from './draw';

const test = suite('drawPoints');

const seed = fc.integer({ min: 0, max: 0xffffffff });
const trials = fc.integer({ min: 1, max: 64 });
const name = fc.stringMatching(/^[a-z]{1,8}(\.[a-z]{1,8})?$/);
const list = fc.array(fc.integer(), { minLength: 1, maxLength: 5 });
const lists = fc.dictionary(name, list, { maxKeys: 4 });

test('iterates over the axes of a grid in order, the last one fastest', () => {
  const points = drawPoints({ b: [1, 2], a: ['x', 'y'] }, { kind: 'grid', seed: 1 });
  assert.equal(
    points.map((point) => [...point]),
    [
      [
        ['b', 1],
        ['a', 'x'],
      ],
      [
        ['b', 1],
        ['a', 'y'],
      ],
      [
        ['b', 2],
        ['a', 'x'],
      ],
      [
        ['b', 2],
        ['a', 'y'],
      ],
    ],
  );
});

test('a grid has the product of its axes as points, and one point without axes', () => {
  fc.assert(
    fc.property(lists, (matrix) => {
      const search = { kind: 'grid', seed: 1 } as const;
      const product = Object.values(matrix).reduce((all, { length }) => all * length, 1);
      assert.is(countPoints(matrix, search), product);
      assert.is(drawPoints(matrix, search).length, product);
    }),
  );
});

test('draws the requested number of points, within their ranges and reproducibly', () => {
  const matrix: Record<string, Axis> = {
    rate: { min: 1e-4, max: 1e-1, scale: 'log', integer: false },
    width: { min: 3, max: 9, scale: 'linear', integer: true },
    eta: { min: -1, max: 1, scale: 'linear', integer: false },
    kind: ['a', 'b', 'c'],
  };
  fc.assert(
    fc.property(fc.constantFrom('random', 'latin-hypercube'), seed, trials, (kind, number, count) => {
      const search = { kind, seed: number, trials: count } as const;
      const points = drawPoints(matrix, search);
      assert.is(points.length, count);
      for (const point of points) {
        const [rate, width, eta] = ['rate', 'width', 'eta'].map((key) => point.get(key) as number);
        assert.ok((rate as number) >= 1e-4 && (rate as number) <= 0.1);
        assert.ok(Number.isInteger(width) && (width as number) >= 3 && (width as number) <= 9);
        assert.ok((eta as number) >= -1 && (eta as number) <= 1);
        assert.ok(['a', 'b', 'c'].includes(point.get('kind') as string));
      }
      assert.equal(drawPoints(matrix, search), points);
    }),
    { numRuns: 30 },
  );
});

test('draws an axis independently of the order of the axes and of the other axes', () => {
  fc.assert(
    fc.property(fc.constantFrom('random', 'latin-hypercube'), seed, trials, lists, (kind, number, count, matrix) => {
      const search = { kind, seed: number, trials: count } as const;
      const all = drawPoints(matrix, search);
      const reversed = drawPoints(Object.fromEntries(Object.entries(matrix).reverse()), search);
      for (const [key, axis] of Object.entries(matrix)) {
        const column = all.map((point) => point.get(key));
        assert.equal(
          reversed.map((point) => point.get(key)),
          column,
        );
        assert.equal(
          drawPoints({ [key]: axis }, search).map((point) => point.get(key)),
          column,
        );
      }
    }),
    { numRuns: 30 },
  );
});

test('a Latin hypercube hits every stratum of every axis once', () => {
  fc.assert(
    fc.property(seed, trials, name, (number, count, axis) => {
      const strata = stratifiedNumbers(count, number, axis).map((u) => Math.floor(u * count));
      assert.equal(
        strata.sort((a, b) => a - b),
        Array.from({ length: count }, (_, i) => i),
      );
    }),
  );
});

test('a Latin hypercube draws choices equally often if their number divides the trials', () => {
  const points = drawPoints({ x: ['a', 'b', 'c'] }, { kind: 'latin-hypercube', seed: 5, trials: 12 });
  for (const value of ['a', 'b', 'c']) assert.is(points.filter((point) => point.get('x') === value).length, 4);
});

test('draws different points for different seeds', () => {
  const axis: Range = { min: 0, max: 1, scale: 'linear', integer: false };
  const first = (number: number) => drawPoints({ x: axis }, { kind: 'random', seed: number, trials: 1 })[0]?.get('x');
  assert.is(new Set([1, 2, 3, 4, 5].map(first)).size, 5);
});

test('axisValue maps positions to values, by hand', () => {
  const range = (rest: Partial<Range>): Range => ({ min: 1, max: 10, scale: 'linear', integer: false, ...rest });
  assert.is(axisValue(range({}), 0.5), 5.5);
  // Halfway from 0.0001 to 1 on a log scale.
  assert.is(axisValue(range({ min: 1e-4, max: 1, scale: 'log' }), 0.5), 0.01);
  assert.is(axisValue(range({ min: 1e-4, max: 1, scale: 'log' }), 0.25), 0.001);
  assert.is(axisValue(range({ max: 3 }), 1 / 3), 1.66667);
  // Ten numbers, a tenth each.
  const whole = range({ integer: true });
  assert.equal(
    [0.001, 0.0999, 0.1001, 0.9999].map((u) => axisValue(whole, u)),
    [1, 1, 2, 10],
  );
  // From 1 to 4 on a log scale the numbers take log(2/1), log(3/2), log(4/3), log(5/4) of log(5).
  const log = range({ max: 4, scale: 'log', integer: true });
  assert.equal(
    [0.43, 0.432, 0.682, 0.684, 0.861, 0.863].map((u) => axisValue(log, u)),
    [1, 2, 2, 3, 3, 4],
  );
  assert.equal(
    [0.1, 0.34, 0.99].map((u) => axisValue(['a', 'b', 'c'], u)),
    ['a', 'b', 'c'],
  );
});

test.run();
