import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose, assertGradient, assertNoLeaks, finiteDifferences, startTestEngine } from '../testing';
import { tf } from '../tf';

const test = suite('helpers for tests');

test.before(() => startTestEngine({ backend: 'cpu' }).then(() => undefined));

test('assertClose measures errors against the largest expected value', () => {
  assertClose([100, 0.05], [100, 0], 1e-3);
  assertClose(tf.tensor1d([1, 2]), [1, 2], 0);
  assertClose([0, 1e-9], [0, 0], 1e-8);
  assertClose([Number.NaN, Number.POSITIVE_INFINITY], [Number.NaN, Number.POSITIVE_INFINITY], 0);
  assert.is(
    messageOf(() => assertClose([100, 0.2, 1], [100, 0, 0], 1e-3, 'losses')),
    '2 of 3 losses differ by more than 0.001 of 100; the worst at [2]: found 1, expected 0.',
  );
  assert.is(
    messageOf(() => assertClose(2, 1, 0.1)),
    '1 of 1 values differ by more than 0.1 of 1; the worst: found 2, expected 1.',
  );
});

test('assertClose names the place in a tensor, and shapes that differ', () => {
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
    '1 of 4 weights differ by more than 0.000001 of 7; the worst at [1, 0]: found 3, expected 7.',
  );
  assert.is(
    messageOf(() => assertClose(a, tf.tensor1d([1, 2, 3, 4]), 1, 'weights')),
    'weights have shape [2, 2], expected [4].',
  );
  assert.is(
    messageOf(() => assertClose([1, 2], [1], 1)),
    'values have shape [2], expected [1].',
  );
});

test('assertClose never takes NaN for close', () => {
  assert.match(
    messageOf(() => assertClose([1, Number.NaN], [1, 2], 1)),
    'found NaN, expected 2.',
  );
  assert.match(
    messageOf(() => assertClose([1, 2], [1, Number.NaN], 1)),
    'found 2, expected NaN.',
  );
});

test('finite differences of a polynomial are exact to rounding', () => {
  const gradient = finiteDifferences(
    (x) => tf.sum(tf.square(x)),
    tf.tensor2d([
      [1, -2],
      [0, 3],
    ]),
  );
  assertClose(gradient, [2, -4, 0, 6], 1e-4);
});

test('assertGradient compares them with the gradient', () => {
  assertGradient((x) => tf.sum(tf.tanh(x)), tf.tensor1d([0.3, -1]));
  const wrong = tf.customGrad((x) => ({ value: tf.square(x as never), gradFunc: (dy) => dy as never }));
  assert.match(
    messageOf(() => assertGradient((x) => tf.sum(wrong(x)), tf.tensor1d([2]))),
    /^1 of 1 elements of the gradient differ by more than 0\.01 of 4\.0\d*; the worst at \[0\]: found 1, expected 4\.0\d*\.$/,
  );
});

test('assertNoLeaks disposes of results and counts what else is left', () => {
  const x = tf.ones([2]);
  assertNoLeaks(() => ({ sums: [tf.add(x, x)], product: tf.mul(x, x), count: 2 }));
  assert.is(
    messageOf(() => assertNoLeaks(() => tf.mul(tf.add(x, x), x), 5)),
    '5 calls changed the number of tensors by 5 and of native handles by 0, expected 0.',
  );
});

test.run();
