import { readTensor, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as assert from 'uvu/assert';

/** For tests: the values of the tensor returned by `make`, which is then disposed. */
export function valuesOf(make: () => Tensor): number[] {
  const tensor = tf.tidy(() => make() as never) as unknown as Tensor;
  const values = [...readTensor(tensor)];
  tensor.dispose();
  return values;
}

/** Asserts that numbers agree up to a relative error, or an absolute one below 1. */
export function assertClose(found: readonly number[], expected: readonly number[], tolerance: number): void {
  assert.is(found.length, expected.length, 'number of values');
  found.forEach((value, i) => {
    const target = expected[i] as number;
    const error = Math.abs(value - target) / Math.max(1, Math.abs(target));
    assert.ok(error <= tolerance, `element ${i}: expected ${target}, got ${value}, off by ${error}`);
  });
}

/** Central differences of a function of plain numbers, in double precision. */
export function differences(fn: (at: readonly number[]) => number, at: readonly number[], width = 1e-5): number[] {
  const moved = (i: number, by: number): number => fn(at.map((value, j) => (i === j ? value + by : value)));
  return at.map((_, i) => (moved(i, width) - moved(i, -width)) / (2 * width));
}

export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
export const mean = (values: readonly number[]): number => sum(values) / values.length;
