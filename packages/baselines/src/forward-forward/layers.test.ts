import { createScope, type Scope } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import { assertClose, mean, valuesOf } from '@noprop/objectives/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { halves, layerGroups, normalized, runLayers } from './layers';

const test = suite('layers of Forward-Forward');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const scopeOf = (kernel: number[][], bias: number[]): Scope =>
  createScope({
    group: 'layer',
    parameters: { kernel: tf.tensor2d(kernel), bias: tf.tensor1d(bias) },
    statistics: {},
    random: hostKey(1, 'unused'),
    training: true,
  }).scope;

test('scales rows to root mean square 1 without subtracting the mean', () => {
  const rows = [
    [3, 4],
    [-1, -1],
    [0, 0],
  ];
  const root = Math.sqrt(12.5);
  assertClose(
    valuesOf(() => normalized(tf.tensor2d(rows))),
    [3 / root, 4 / root, -1, -1, 0, 0],
    1e-6,
  );
});

test('matches a pass computed by hand', () => {
  tf.tidy(() => {
    const layer = scopeOf(
      [
        [1, -1],
        [0.5, 1],
      ],
      [0, 0.25],
    );
    const { inputs, activities } = runLayers(
      [layer],
      tf.tensor2d([
        [2, 0],
        [0, 2],
      ]),
    );
    const two = Math.SQRT2;
    assertClose(
      valuesOf(() => inputs[0] as Tensor),
      [two, 0, 0, two],
      1e-6,
    );
    const high = two + 0.25;
    assertClose(
      valuesOf(() => activities[0] as Tensor),
      [two, 0, two / 2, high],
      1e-6,
    );
    const root = Math.sqrt((0.5 + high * high) / 2);
    assertClose(
      valuesOf(() => inputs[1] as Tensor),
      [two, 0, two / 2 / root, high / root],
      1e-6,
    );
  });
});

test('hides the length of an activity from the next layer', () => {
  tf.tidy(() => {
    const next = (scale: number): number[] => {
      const layer = scopeOf(
        [
          [scale, -scale],
          [2 * scale, scale],
        ],
        [0, 0],
      );
      return valuesOf(() => runLayers([layer], tf.tensor2d([[2, 1]])).inputs[1] as Tensor);
    };
    assertClose(next(10), next(1), 1e-6);
  });
});

test('splits a pass over two batches', () => {
  tf.tidy(() => {
    const both = { inputs: [tf.tensor2d([[1], [2], [3], [4]])], activities: [tf.tensor2d([[5], [6], [7], [8]])] };
    const [first, second] = halves(both).map(({ inputs, activities }) =>
      [...inputs, ...activities].map((tensor) => valuesOf(() => tf.clone(tensor))),
    );
    assert.equal(
      [first, second],
      [
        [
          [1, 2],
          [5, 6],
        ],
        [
          [3, 4],
          [7, 8],
        ],
      ],
    );
  });
});

test('starts kernels at N(0, 1 / fan-in), biases at 0 and running means at 0.5', () => {
  const [first, second] = layerGroups(784, [3, 2], { peers: true });
  assert.equal(first, {
    name: 'layer/1',
    parameters: {
      kernel: { shape: [784, 3], init: { kind: 'normal', deviation: 1 / 28 } },
      bias: { shape: [3], init: { kind: 'zeros' } },
    },
    statistics: { mean: { shape: [3], init: { kind: 'values', values: [0.5, 0.5, 0.5] } } },
  });
  assert.equal([second?.name, second?.parameters.kernel?.shape], ['layer/2', [3, 2]]);
  assert.equal(layerGroups(784, [3, 2], { peers: false })[1]?.statistics, {});
});

test('starts with half of theta as goodness: a mean square activity of 0.5', () => {
  tf.tidy(() => {
    const kernel = tf.mul(1 / 8, hostKey(1, 'kernel').normal([64, 400]));
    const parameters = { kernel, bias: tf.zeros([400]) };
    const source = { group: 'layer', parameters, statistics: {}, random: hostKey(1, 'unused'), training: true };
    const x = hostKey(1, 'x').uniform([200, 64]);
    const squares = valuesOf(() => tf.square(runLayers([createScope(source).scope], x).activities[0] as Tensor));
    const found = mean(squares);
    assert.ok(Math.abs(found - 0.5) < 0.1, `expected about 0.5, got ${found}`);
  });
});

test.run();
