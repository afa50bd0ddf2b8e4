import type { Optimizer, Slots, Tensors } from '@noprop/core';
import { readTensor, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as assert from 'uvu/assert';

/** For tests: three parameters, and their gradients at three steps, large, small and of either sign. */
export const START = [0.5, -1.25, 3];
export const GRADIENTS = [
  [0.1, -2, 1e-3],
  [-0.3, 4, 1e-3],
  [0.2, 0, -5e-4],
];

/**
 * The parameters after each step, in float32 as the optimizer computes them; step i of n begins at progress i / n.
 */
export function follow(optimizer: Optimizer, start = START, gradients = GRADIENTS): number[][] {
  const path: number[][] = [];
  tf.tidy(() => {
    let parameters: Tensors = { p: tf.tensor1d(start) };
    let slots: Slots = Object.fromEntries(optimizer.slots.map((name) => [name, { p: tf.zeros([start.length]) }]));
    gradients.forEach((gradient, i) => {
      const step = tf.scalar(i + 1, 'int32');
      const progress = tf.scalar(i / gradients.length);
      ({ parameters, slots } = optimizer.update(parameters, { p: tf.tensor1d(gradient) }, slots, step, progress));
      path.push([...readTensor(parameters.p as Tensor)]);
    });
  });
  return path;
}

/** The same path in doubles: a rule takes one number through all steps, `g` being its gradients. */
export function followInDoubles(rule: (p: number, g: readonly number[]) => number[]): number[][] {
  const columns = START.map((p, j) =>
    rule(
      p,
      GRADIENTS.map((row) => row[j] as number),
    ),
  );
  return GRADIENTS.map((_, i) => columns.map((column) => column[i] as number));
}

/** Asserts every number to float32's seven digits. */
export function assertClose(found: readonly number[][], wanted: readonly number[][]): void {
  found.forEach((row, i) => {
    row.forEach((value, j) => {
      const want = wanted[i]?.[j] as number;
      const error = Math.abs(value - want) / Math.abs(want);
      assert.ok(error < 2.5e-7, `step ${i + 1}, element ${j}: found ${value}, wanted ${want}, off by ${error}`);
    });
  });
}
