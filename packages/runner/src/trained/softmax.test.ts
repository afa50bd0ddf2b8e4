import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { softmaxRows } from './softmax';

const test = suite('softmax');

const close = (found: Float64Array | undefined, wanted: readonly number[]): void => {
  assert.is(found?.length, wanted.length);
  wanted.forEach((value, i) => {
    assert.ok(Math.abs((found?.[i] as number) - value) < 1e-12, `${found?.[i]}, wanted ${value}`);
  });
};

test('each row on its own', () => {
  const [first, second] = softmaxRows(Float32Array.of(0, 0, 1, 3), 2);
  close(first, [0.5, 0.5]);
  close(second, [1 / (1 + Math.exp(2)), 1 / (1 + Math.exp(-2))]);
});

test('large scores do not overflow', () => {
  close(softmaxRows(Float32Array.of(10_000, 10_000, -10_000), 3)[0], [0.5, 0.5, 0]);
});

test.run();
