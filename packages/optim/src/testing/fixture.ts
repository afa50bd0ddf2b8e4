import type { Optimizer, Slots, Tensors } from '@noprop/core';
import { readTensor, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import * as assert from 'uvu/assert';

/** For tests: three parameters and their gradients at three steps, large and small, of both signs. */
export const START = [0.5, -1.25, 3];
export const GRADIENTS = [
  [0.1, -2, 1e-3],
  [-0.3, 4, 1e-3],
  [0.2, 0, -5e-4],
];

/**
 * The optimizer's parameters after each step, in float32. Step i of n starts at fraction i / n of the run.
 */
export function follow(optimizer: Optimizer, start = START, gradients = GRADIENTS): number[][] {
  const path: number[][] = [];
  tf.tidy(() => {
    let parameters: Tensors = { p: tf.tensor1d(start) };
    let slots: Slots = Object.fromEntries(optimizer.slots.map((name) => [name, { p: tf.zeros([start.length]) }]));
    gradients.forEach((gradient, i) => {
      const step = tf.scalar(i + 1, 'int32');
      const fraction = tf.scalar(i / gradients.length);
      ({ parameters, slots } = optimizer.update(parameters, { p: tf.tensor1d(gradient) }, slots, step, fraction));
      path.push([...readTensor(parameters.p as Tensor)]);
    });
  });
  return path;
}

/** The same path in doubles. The rule computes all steps of one number `p` from its gradients `g`. */
export function followInDoubles(rule: (p: number, g: readonly number[]) => number[]): number[][] {
  const columns = START.map((p, j) =>
    rule(
      p,
      GRADIENTS.map((row) => row[j] as number),
    ),
  );
  return GRADIENTS.map((_, i) => columns.map((column) => column[i] as number));
}

/** Asserts that every number agrees to float32 accuracy. */
export function assertClose(actual: readonly number[][], expected: readonly number[][]): void {
  actual.forEach((row, i) => {
    row.forEach((value, j) => {
      const target = expected[i]?.[j] as number;
      const error = Math.abs(value - target) / Math.abs(target);
      assert.ok(error < 2.5e-7, `step ${i + 1}, element ${j}: expected ${target}, got ${value}, off by ${error}`);
    });
  });
}
