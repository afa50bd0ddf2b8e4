import { createScope, type Scope, type Tensors } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import { assertClose } from '../../testing/assert-close';
import { valuesOf } from '../../testing/fixture';
import { assertGradients } from '../../testing/gradient-law';
import { batchNorm } from './batch-norm';

const test = suite('batchNorm');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

function near(found: Tensor | undefined, expected: readonly number[]): void {
  assertClose(valuesOf(found as Tensor), expected, 2e-6);
}

function scopeOf(training: boolean, parameters?: Tensors): { scope: Scope; statistics: () => Tensors } {
  return createScope({
    group: 'block',
    parameters: parameters ?? { 'n/scale': tf.tensor1d([2, 1]), 'n/shift': tf.tensor1d([10, -1]) },
    statistics: { 'n/mean': tf.tensor1d([1, 0]), 'n/variance': tf.tensor1d([4, 1]) },
    random: hostKey(1, 'unused'),
    training,
  });
}

/** Means 2 and 6; biased variances 2/3 and 32/3, unbiased 1 and 16. */
const batch = () =>
  tf.tensor2d([
    [1, 2],
    [2, 10],
    [3, 6],
  ]);

test('training normalizes by the batch mean and biased variance', () => {
  tf.tidy(() => {
    const { scope } = scopeOf(true);
    const first = 1 / Math.sqrt(2 / 3 + 1e-5);
    const second = 4 / Math.sqrt(32 / 3 + 1e-5);
    near(batchNorm(scope, 'n', batch()), [10 - 2 * first, -1 - second, 10, -1 + second, 10 + 2 * first, -1]);
  });
});

test('training moves the running averages by a tenth toward the mean and unbiased variance', () => {
  tf.tidy(() => {
    const { scope, statistics } = scopeOf(true);
    batchNorm(scope, 'n', batch());
    near(statistics()['n/mean'], [0.9 * 1 + 0.1 * 2, 0.1 * 6]);
    near(statistics()['n/variance'], [0.9 * 4 + 0.1 * 1, 0.9 * 1 + 0.1 * 16]);
  });
});

test('inference uses the running averages and leaves them unchanged', () => {
  tf.tidy(() => {
    const { scope, statistics } = scopeOf(false);
    const one = 1 / Math.sqrt(1 + 1e-5);
    const half = 1 / Math.sqrt(4 + 1e-5);
    near(batchNorm(scope, 'n', tf.tensor2d([[5, 3]])), [10 + 2 * 4 * half, -1 + 3 * one]);
    near(statistics()['n/mean'], [1, 0]);
    near(statistics()['n/variance'], [4, 1]);
  });
});

test('normalizes a batch of one without dividing by zero', () => {
  tf.tidy(() => {
    const { scope, statistics } = scopeOf(true);
    near(batchNorm(scope, 'n', tf.tensor2d([[5, 3]])), [10, -1]);
    near(statistics()['n/variance'], [3.6, 0.9]);
  });
});

test('keeps a small variance next to a large mean', () => {
  tf.tidy(() => {
    const { scope } = scopeOf(true, { 'n/scale': tf.ones([1]), 'n/shift': tf.zeros([1]) });
    const one = 0.5 / Math.sqrt(0.25 + 1e-5);
    near(batchNorm(scopeWithOne(scope), 'n', tf.tensor2d([[10_000], [10_001]])), [-one, one]);
  });
});

/** Replaces the statistics with those of a single channel. */
const scopeWithOne = (scope: Scope): Scope => ({
  ...scope,
  statistic: () => tf.zeros([1]),
  setStatistic: () => undefined,
});

test('gradients match finite differences and those of the definition in tfjs', () => {
  tf.tidy(() => {
    const weights = tf.tensor2d([
      [1, -2],
      [0.5, 3],
      [-1.5, 1],
    ]);
    const parameters = { x: tf.mul(0.5, batch()), 'n/scale': tf.tensor1d([2, 1]), 'n/shift': tf.tensor1d([1, -1]) };
    assertGradients(
      (given) => tf.sum(tf.mul(weights, batchNorm(scopeOf(true, given).scope, 'n', given.x as Tensor))),
      parameters,
    );

    const definition = (x: Tensor, scale: Tensor): Tensor => {
      const { mean, variance } = tf.moments(x, 0);
      return tf.sum(tf.mul(weights, tf.mul(scale, tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-5))))));
    };
    const ours = (x: Tensor, scale: Tensor): Tensor =>
      tf.sum(tf.mul(weights, batchNorm(scopeOf(true, { 'n/scale': scale, 'n/shift': tf.zeros([2]) }).scope, 'n', x)));
    const inputs = [parameters.x, parameters['n/scale']];
    const [found, expected] = [tf.grads(ours)(inputs), tf.grads(definition)(inputs)];
    for (const [i, gradient] of found.entries()) near(gradient, valuesOf(expected[i] as Tensor));
  });
});

test.run();
