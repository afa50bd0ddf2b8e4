import { assert as check, double, property, tuple } from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { niceRange, percentRange, powerRange, powersIn, rangeOf } from './ranges';

const test = suite('ranges');

test('leaves out what cannot be drawn', () => {
  assert.equal(rangeOf([3, Number.NaN, -1, Number.POSITIVE_INFINITY, 2]), [-1, 3]);
  assert.is(rangeOf([Number.NaN]), undefined);
  assert.is(rangeOf([]), undefined);
});

test('widens to whole steps of 1, 2 or 5', () => {
  assert.equal(niceRange([0.3, 9.7]), [0, 10]);
  assert.equal(niceRange([97.17, 99.54]), [97, 100]);
  assert.equal(niceRange([0, 6600]), [0, 7000]);
  assert.equal(niceRange([-4.9, 7]), [-6, 8]);
  assert.equal(niceRange([0.1, 0.3]), [0.1, 0.3]);
  assert.equal(niceRange([5, 5]), [5, 6]);
  assert.equal(niceRange([0, 0]), [0, 0.2]);
});

test('keeps percentages between 0 and 100', () => {
  assert.equal(percentRange([1, 99.6]), [0, 100]);
  assert.equal(percentRange([99.42, 100]), [99.4, 100]);
});

test('contains what it is for, is never empty, and not much wider than needed', () => {
  const numbers = double({ min: -1e6, max: 1e6, noNaN: true });
  check(
    property(tuple(numbers, numbers), ([a, b]) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const [first, last] = niceRange([low, high]);
      const size = Math.max(Math.abs(low), Math.abs(high));
      const slack = 1e-9 * Math.max(1, size);
      assert.ok(first <= low + slack && last >= high - slack, `[${first}, ${last}]`);
      assert.ok(last > first && last - first <= 2 * Math.max(high - low, size, 1), `[${first}, ${last}]`);
    }),
  );
});

test('widens to powers of ten, and lists them', () => {
  assert.equal(powerRange([0.0067, 148]), [0.001, 1000]);
  assert.equal(powerRange([10, 1000]), [10, 1000]);
  assert.equal(powerRange([10, 10]), [10, 100]);
  assert.equal(powersIn([0.001, 1000]), [0.001, 0.01, 0.1, 1, 10, 100, 1000]);
  assert.equal(powersIn([1e-4, 1e4]), [1e-4, 1e-2, 1, 1e2, 1e4]);
});

test.run();
