import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { axisWeights, resample } from './resample';

const test = suite('resample');

const plane = (height: number, width: number, ...values: number[]) => ({
  height,
  width,
  values: Float64Array.from(values),
});

const close = (found: Iterable<number>, wanted: readonly number[]): void => {
  const list = [...found];
  assert.is(list.length, wanted.length);
  list.forEach((value, i) => {
    assert.ok(Math.abs(value - (wanted[i] as number)) < 1e-12, `[${list.join(', ')}], wanted [${wanted.join(', ')}]`);
  });
};

test('shrinking by a whole number averages blocks', () => {
  const small = resample(plane(2, 4, 0, 4, 8, 8, 2, 6, 0, 4), 1, 2);
  close(small.values, [3, 5]);
});

test('shrinking by a fraction shares the pixels between', () => {
  // Each new pixel covers one and a half old ones.
  close(resample(plane(1, 3, 30, 60, 90), 1, 2).values, [40, 80]);
});

test('growing interpolates between pixel centres and repeats the outermost', () => {
  close(resample(plane(1, 2, 0, 100), 1, 4).values, [0, 25, 75, 100]);
  close(resample(plane(2, 1, 0, 100), 4, 1).values, [0, 25, 75, 100]);
});

test('one axis may grow while the other shrinks', () => {
  close(resample(plane(2, 2, 0, 100, 20, 120), 1, 4).values, [10, 35, 85, 110]);
});

test('the same size is the same image, and a flat image stays flat', () => {
  close(resample(plane(2, 2, 1, 2, 3, 4), 2, 2).values, [1, 2, 3, 4]);
  close(resample(plane(3, 5, ...Array(15).fill(7)), 4, 3).values, Array(12).fill(7));
});

test('the shares of every new pixel add up to 1, and stay inside', () => {
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
