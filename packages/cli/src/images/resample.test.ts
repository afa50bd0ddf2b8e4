import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { axisWeights, resample } from './resample';

const test = suite('resample');

const plane = (height: number, width: number, ...values: number[]) => ({
  height,
  width,
  values: Float64Array.from(values),
});

const close = (actual: Iterable<number>, expected: readonly number[]): void => {
  const list = [...actual];
  assert.is(list.length, expected.length);
  list.forEach((value, i) => {
    assert.ok(
      Math.abs(value - (expected[i] as number)) < 1e-12,
      `expected [${expected.join(', ')}], got [${list.join(', ')}]`,
    );
  });
};

test('averages blocks when shrinking by a whole number', () => {
  const small = resample(plane(2, 4, 0, 4, 8, 8, 2, 6, 0, 4), 1, 2);
  close(small.values, [3, 5]);
});

test('splits pixels between new ones when shrinking by a fraction', () => {
  // Each new pixel covers one and a half old ones.
  close(resample(plane(1, 3, 30, 60, 90), 1, 2).values, [40, 80]);
});

test('interpolates between pixel centers and repeats the outermost when growing', () => {
  close(resample(plane(1, 2, 0, 100), 1, 4).values, [0, 25, 75, 100]);
  close(resample(plane(2, 1, 0, 100), 4, 1).values, [0, 25, 75, 100]);
});

test('grows one axis while shrinking the other', () => {
  close(resample(plane(2, 2, 0, 100, 20, 120), 1, 4).values, [10, 35, 85, 110]);
});

test('copies an image of the same size, and keeps a flat image flat', () => {
  close(resample(plane(2, 2, 1, 2, 3, 4), 2, 2).values, [1, 2, 3, 4]);
  close(resample(plane(3, 5, ...Array(15).fill(7)), 4, 3).values, Array(12).fill(7));
});

test('gives every new pixel weights that add up to 1, over pixels inside the image', () => {
  for (let from = 1; from <= 12; from++) {
    for (let to = 1; to <= 12; to++) {
      for (const weights of axisWeights(from, to)) {
        assert.ok(Math.abs(weights.reduce((sum, [, weight]) => sum + weight, 0) - 1) < 1e-12, `${from} to ${to}`);
        assert.ok(
          weights.every(([pixel, weight]) => pixel >= 0 && pixel < from && weight > 0),
          `${from} to ${to}`,
        );
      }
    }
  }
});

test.run();
