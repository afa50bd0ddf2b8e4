import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { duration, figure, percent, perImage, term } from './format';

const test = suite('format');

test('durations are rounded to seconds', () => {
  const seconds = [0, 0.4, 7.4, 59.4, 59.6, 60, 123, 3599.4, 3599.6, 3909, 360_000];
  const wanted = ['0 s', '0 s', '7 s', '59 s', '1:00', '1:00', '2:03', '59:59', '1:00:00', '1:05:09', '100:00:00'];
  assert.equal(seconds.map(duration), wanted);
});

test('percentages have two decimals', () => {
  assert.equal([0, 0.97484, 1, 0.00004].map(percent), ['0.00 %', '97.48 %', '100.00 %', '0.00 %']);
});

test('terms have four digits that matter', () => {
  const shown = [0, 2.345678, -0.000123456, 123_456, Number.NaN].map((value) => term('kl', value));
  assert.equal(shown, ['kl 0', 'kl 2.346', 'kl -0.0001235', 'kl 1.235e+5', 'kl NaN']);
});

test('a figure is a share where its name says accuracy, else a number', () => {
  assert.is(figure('blockAccuracy', 0.97484), 'blockAccuracy 97.48 %');
  assert.is(figure('flowMatchingAboveFloor', 10.4352), 'flowMatchingAboveFloor 10.44');
  assert.is(perImage(0.0035231), ', 3.52 ms an image');
  assert.is(perImage(undefined), '');
});

test.run();
