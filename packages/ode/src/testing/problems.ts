import { type Tensor, tf } from '@noprop/engine';
import type { VectorField } from '../field';
import type { PlainField } from './plain';

/** An initial value problem with a known solution, on plain numbers and on a one-dimensional tensor y. */
export interface Problem {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly plain: PlainField;
  readonly field: VectorField<{ readonly y: Tensor }>;
  readonly solution: (t: number) => readonly number[];
}

/** y' = -y. */
const decay: Problem = {
  name: 'exponential decay',
  from: 0,
  to: 2,
  plain: (_, y) => y.map((value) => -value),
  field: (_, { y }) => ({ y: tf.neg(y) }),
  solution: (t) => [Math.exp(-t), -2 * Math.exp(-t)],
};

/** x' = v, v' = -x. */
const oscillator: Problem = {
  name: 'harmonic oscillator',
  from: 0,
  to: 2,
  plain: (_, [x, v]) => [v as number, -(x as number)],
  field: (_, { y }) => ({
    y: tf.reshape(
      tf.matMul(
        tf.tensor2d([
          [0, 1],
          [-1, 0],
        ]),
        tf.reshape(y, [2, 1]),
      ),
      [2],
    ),
  }),
  solution: (t) => [Math.cos(t), -Math.sin(t)],
};

/** y' = theta y (1 - y), theta = 1.3: autonomous and nonlinear. */
const logistic: Problem = {
  name: 'logistic',
  from: 0,
  to: 2,
  plain: (_, y) => y.map((value) => 1.3 * value * (1 - value)),
  field: (_, { y }) => ({ y: tf.mul(tf.mul(y, tf.sub(1, y)), 1.3) }),
  solution: (t) => [0.2 / (0.2 + 0.8 * Math.exp(-1.3 * t)), 0.4 / (0.4 + 0.6 * Math.exp(-1.3 * t))],
};

/** y' = cos(t) y: linear, with a time-dependent rate. */
const modulated: Problem = {
  name: 'time-dependent linear',
  from: 0,
  to: 3,
  plain: (t, y) => y.map((value) => Math.cos(t) * value),
  field: (t, { y }) => ({ y: tf.mul(y, tf.cos(t)) }),
  solution: (t) => [Math.exp(Math.sin(t))],
};

/** y' = -2 t y^2: nonlinear, with a time-dependent rate. */
const rational: Problem = {
  name: 'time-dependent nonlinear',
  from: 0,
  to: 1,
  plain: (t, y) => y.map((value) => -2 * t * value * value),
  field: (t, { y }) => ({ y: tf.mul(tf.square(y), tf.mul(t, -2)) }),
  solution: (t) => [1 / (1 + t * t)],
};

/** Problems that every method must solve. */
export const problems: readonly Problem[] = [decay, oscillator, logistic, modulated, rational];

/** Number of steps in which a method of this order solves each problem to the tolerance, with a margin of 2. */
export function stepsFor(tolerance: number, order: number): number {
  return 2 ** Math.ceil(Math.log2(1 / tolerance) / order + 1);
}
