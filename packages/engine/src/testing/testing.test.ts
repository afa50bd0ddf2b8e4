import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose, assertGradient, assertNoLeaks, finiteDifferences, startTestEngine } from '../testing';
import { tf } from '../tf';

const test = suite('test helpers');

test.before(() => startTestEngine({ backend: 'cpu' }).then(() => undefined));

test('assertClose measures errors relative to the largest expected value', () => {
  assertClose([100, 0.05], [100, 0], 1e-3);
  assertClose(tf.tensor1d([1, 2]), [1, 2], 0);
  assertClose([0, 1e-9], [0, 0], 1e-8);
  assertClose([Number.NaN, Number.POSITIVE_INFINITY], [Number.NaN, Number.POSITIVE_INFINITY], 0);
  assert.is(
    messageOf(() => assertClose([100, 0.2, 1], [100, 0, 0], 1e-3, 'losses')),
    '2 of 3 losses differ by more than 0.001 of 100; worst at [2]: expected 0, got 1.',
  );
  assert.is(
    messageOf(() => assertClose(2, 1, 0.1)),
    '1 of 1 values differ by more than 0.1 of 1; worst: expected 1, got 2.',
  );
});

test('assertClose reports positions in a tensor and mismatched shapes', () => {
  const [a, b] = [
    tf.tensor2d([
      [1, 2],
      [3, 4],
    ]),
    tf.tensor2d([
      [1, 2],
      [7, 4],
    ]),
  ];
  assert.is(
    messageOf(() => assertClose(a, b, 1e-6, 'weights')),
    '1 of 4 weights differ by more than 0.000001 of 7; worst at [1, 0]: expected 7, got 3.',
  );
  assert.is(
    messageOf(() => assertClose(a, tf.tensor1d([1, 2, 3, 4]), 1, 'weights')),
    'Expected weights of shape [4], got [2, 2].',
  );
  assert.is(
    messageOf(() => assertClose([1, 2], [1], 1)),
    'Expected values of shape [1], got [2].',
  );
});

test('assertClose never accepts NaN as close to a number', () => {
  assert.match(
    messageOf(() => assertClose([1, Number.NaN], [1, 2], 1)),
    'expected 2, got NaN.',
  );
  assert.match(
    messageOf(() => assertClose([1, 2], [1, Number.NaN], 1)),
    'expected NaN, got 2.',
  );
});

test('finiteDifferences is exact up to rounding for a quadratic', () => {
  const gradient = finiteDifferences(
    (x) => tf.sum(tf.square(x)),
    tf.tensor2d([
      [1, -2],
      [0, 3],
    ]),
  );
  assertClose(gradient, [2, -4, 0, 6], 1e-4);
});

test('assertGradient compares the gradient with finite differences', () => {
  assertGradient((x) => tf.sum(tf.tanh(x)), tf.tensor1d([0.3, -1]));
  const wrong = tf.customGrad((x) => ({ value: tf.square(x as never), gradFunc: (dy) => dy as never }));
  assert.match(
    messageOf(() => assertGradient((x) => tf.sum(wrong(x)), tf.tensor1d([2]))),
    /^1 of 1 elements of the gradient differ by more than 0\.01 of 4\.0\d*; worst at \[0\]: expected 4\.0\d*, got 1\.$/,
  );
});

test('assertNoLeaks disposes results and counts leaked tensors', () => {
  const x = tf.ones([2]);
  assertNoLeaks(() => ({ sums: [tf.add(x, x)], product: tf.mul(x, x), count: 2 }));
  assert.is(
    messageOf(() => assertNoLeaks(() => tf.mul(tf.add(x, x), x), 5)),
    'Expected no leaks, but 5 calls changed the count of tensors by 5 and of handles by 0.',
  );
});

test.run();
