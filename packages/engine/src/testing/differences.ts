import type { Tensor } from '@tensorflow/tfjs-core';
import { tf } from '../tf';
import { assertClose } from './close';

/**
 * The gradient of a scalar function by central differences, a reference that needs no derivative.
 *
 * @param fn pure function of one float32 tensor with a scalar result
 * @param epsilon step size; float32 has about 7 digits, so rounding dominates for much smaller steps
 * @returns one number per element of `at`, in the same order
 */
export function finiteDifferences(fn: (x: Tensor) => Tensor, at: Tensor, epsilon = 1e-2): Float64Array {
  const values = at.dataSync();
  const probe = (i: number, step: number): number =>
    tf.tidy(() => {
      const moved = Float32Array.from(values);
      moved[i] = (moved[i] as number) + step;
      return fn(tf.tensor(moved, at.shape)).dataSync()[0] as number;
    });
  return Float64Array.from(values, (_, i) => (probe(i, epsilon) - probe(i, -epsilon)) / (2 * epsilon));
}

/**
 * Asserts that tfjs's gradient of a scalar function agrees with central differences.
 *
 * @param options.tolerance largest error, relative to the largest element of the gradient
 */
export function assertGradient(
  fn: (x: Tensor) => Tensor,
  at: Tensor,
  options: { readonly tolerance?: number; readonly epsilon?: number; readonly what?: string } = {},
): void {
  const numeric = finiteDifferences(fn, at, options.epsilon);
  const gradient = tf.tidy(() => tf.grad(fn)(at).dataSync());
  assertClose(gradient, numeric, options.tolerance ?? 1e-2, options.what ?? 'elements of the gradient');
}
