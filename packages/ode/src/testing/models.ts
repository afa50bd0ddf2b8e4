import { type Tensor, tf } from '@noprop/engine';
import type { VectorField } from '../field';
import type { PlainModel } from './plain-adjoint';

/** A field with parameters, on plain numbers and on one-dimensional tensors y and theta. */
export interface Model extends PlainModel {
  readonly tensors: VectorField<{ readonly y: Tensor }, { readonly theta: Tensor }>;
}

/** y' = a y. */
export const growth: Model = {
  field: (_, y, [a]) => y.map((value) => (a as number) * value),
  vjp: (_, [y], [a], [l]) => ({ y: [(a as number) * (l as number)], theta: [(y as number) * (l as number)] }),
  tensors: (_, { y }, { theta }) => ({ y: tf.mul(theta, y) }),
};

/** y' = theta y (1 - y). */
export const logistic: Model = {
  field: (_, [y], [theta]) => [(theta as number) * (y as number) * (1 - (y as number))],
  vjp: (_, y0, theta0, a0) => {
    const [y, theta, a] = [y0[0] as number, theta0[0] as number, a0[0] as number];
    return { y: [a * theta * (1 - 2 * y)], theta: [a * y * (1 - y)] };
  },
  tensors: (_, { y }, { theta }) => ({ y: tf.mul(theta, tf.mul(y, tf.sub(1, y))) }),
};

/** y' = A y, with the 2 x 2 matrix A given row by row. */
export const rotation: Model = {
  field: (_, y, A) => product(A, y),
  vjp: (_, y, A, a) => {
    const [a11, a12, a21, a22] = A as [number, number, number, number];
    return { y: product([a11, a21, a12, a22], a), theta: a.flatMap((left) => y.map((right) => left * right)) };
  },
  tensors: (_, { y }, { theta }) => ({
    y: tf.reshape(tf.matMul(tf.reshape(theta, [2, 2]), tf.reshape(y, [2, 1])), [2]),
  }),
};

/** y' = cos(t) tanh(theta y): neither autonomous nor linear. */
export const driven: Model = {
  field: (t, [y], [theta]) => [Math.cos(t) * Math.tanh((theta as number) * (y as number))],
  vjp: (t, y0, theta0, a0) => {
    const [y, theta, a] = [y0[0] as number, theta0[0] as number, a0[0] as number];
    const slope = a * Math.cos(t) * (1 - Math.tanh(theta * y) ** 2);
    return { y: [slope * theta], theta: [slope * y] };
  },
  tensors: (t, { y }, { theta }) => ({ y: tf.mul(tf.cos(t), tf.tanh(tf.mul(theta, y))) }),
};

function product([a, b, c, d]: readonly number[], [x, y]: readonly number[]): number[] {
  const [left, right] = [x as number, y as number];
  return [(a as number) * left + (b as number) * right, (c as number) * left + (d as number) * right];
}
