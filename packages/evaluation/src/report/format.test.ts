import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bytes, count, duration, percent, plural, points, range, spreads, term, withSpread } from './format';

const test = suite('report formatting');

test('formats fractions as percent with two decimals, and undefined values as a dash, never 0', () => {
  assert.equal([0.97612, 1, 0, undefined, null, Number.NaN].map(percent), ['97.61', '100.00', '0.00', '–', '–', '–']);
  assert.equal(
    [withSpread(0.9947, 0.0005), withSpread(0.9947, undefined), withSpread(undefined, 0.1)],
    ['99.47\u00a0±\u00a00.05', '99.47', '–'],
  );
  assert.equal([range([0.96, 0.98]), range(undefined)], ['96.00\u00a0to\u00a098.00', '–']);
});

test('gives differences a sign, except zero', () => {
  assert.equal([0.0012, -0.0186, 0, -0.000001, undefined].map(points), ['+0.12', '−1.86', '0.00', '0.00', '–']);
  assert.equal([3.14, -49.4, -0.04].map(spreads), ['+3.1', '−49.4', '0.0']);
});

test('formats terms with four digits and counts with thousands separators', () => {
  assert.equal([0, 0.01234567, 1234.5, -9.97e-6, undefined].map(term), ['0', '0.01235', '1235', '-9.970e-6', '–']);
  assert.equal([0, 999, 1000, 1234567].map(count), ['0', '999', '1,000', '1,234,567']);
  assert.equal([plural(1, 'seed'), plural(1500, 'seed')], ['1\u00a0seed', '1,500\u00a0seeds']);
});

test('chooses the unit of times and sizes', () => {
  const times = [0.0123, 7.24, 42.4, 59.4, 123, 3909, undefined].map(duration);
  assert.equal(times, ['0.012\u00a0s', '7.2\u00a0s', '42\u00a0s', '59\u00a0s', '2:03', '1:05:09', '–']);
  assert.equal([1.25e9, 31.44e6, 9000, undefined].map(bytes), ['1.25\u00a0GB', '31.4\u00a0MB', '9.00\u00a0kB', '–']);
});

test.run();
