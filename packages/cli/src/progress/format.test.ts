import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { duration, metric, percent, perImage, term } from './format';

const test = suite('format');

test('rounds durations to seconds', () => {
  const seconds = [0, 0.4, 7.4, 59.4, 59.6, 60, 123, 3599.4, 3599.6, 3909, 360_000];
  const expected = ['0 s', '0 s', '7 s', '59 s', '1:00', '1:00', '2:03', '59:59', '1:00:00', '1:05:09', '100:00:00'];
  assert.equal(seconds.map(duration), expected);
});

test('gives percentages two decimals', () => {
  assert.equal([0, 0.97484, 1, 0.00004].map(percent), ['0.00 %', '97.48 %', '100.00 %', '0.00 %']);
});

test('gives terms four significant digits', () => {
  const shown = [0, 2.345678, -0.000123456, 123_456, Number.NaN].map((value) => term('kl', value));
  assert.equal(shown, ['kl 0', 'kl 2.346', 'kl -0.0001235', 'kl 1.235e+5', 'kl NaN']);
});

test('shows a metric as a percentage if its name ends in accuracy, else as a number', () => {
  assert.is(metric('blockAccuracy', 0.97484), 'blockAccuracy 97.48 %');
  assert.is(metric('flowMatchingAboveFloor', 10.4352), 'flowMatchingAboveFloor 10.44');
  assert.is(perImage(0.0035231), ', 3.52 ms per image');
  assert.is(perImage(undefined), '');
});

test.run();
