import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { softmaxRows } from './softmax';

const test = suite('softmaxRows');

const close = (actual: Float64Array | undefined, expected: readonly number[]): void => {
  assert.is(actual?.length, expected.length);
  expected.forEach((value, i) => {
    assert.ok(Math.abs((actual?.[i] as number) - value) < 1e-12, `Expected ${value}, got ${actual?.[i]}.`);
  });
};

test('treats each row on its own', () => {
  const [first, second] = softmaxRows(Float32Array.of(0, 0, 1, 3), 2);
  close(first, [0.5, 0.5]);
  close(second, [1 / (1 + Math.exp(2)), 1 / (1 + Math.exp(-2))]);
});

test('does not overflow for large scores', () => {
  close(softmaxRows(Float32Array.of(10_000, 10_000, -10_000), 3)[0], [0.5, 0.5, 0]);
});

test.run();
