import type { Initializer } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { hostKey } from '../random/key';
import { assertClose, startTestEngine } from '../testing';
import { tf } from '../tf';
import { initialTensor } from './initial-tensor';

const test = suite('initialTensor');

test.before(() => startTestEngine({ backend: 'tensorflow' }).then(() => undefined));

const draw = (shape: readonly number[], init: Initializer, seed = 1): Tensor =>
  initialTensor({ shape, init }, hostKey(seed, 'init'));
const values = (tensor: Tensor): number[] => [...tensor.dataSync()];

test('starts at zeros, ones or given values', () => {
  assert.equal(values(draw([2], { kind: 'zeros' })), [0, 0]);
  assert.equal(values(draw([2], { kind: 'ones' })), [1, 1]);
  assert.equal(draw([2, 2], { kind: 'values', values: [1, 2, 3, 4] }).arraySync(), [
    [1, 2],
    [3, 4],
  ]);
});

test('scales the uniform and normal draws of the key', () => {
  const uniform = values(hostKey(1, 'init').uniform([20])).map((value) => 0.25 * (2 * value - 1));
  assertClose(draw([20], { kind: 'uniform', bound: 0.25 }), uniform, 1e-7);
  const normal = values(hostKey(1, 'init').normal([20])).map((value) => 0.1 * value);
  assertClose(draw([20], { kind: 'normal', deviation: 0.1 }), normal, 1e-7);
});

for (const [rows, columns] of [
  [10, 20],
  [10, 10],
  [10, 784],
] as const) {
  test(`orthogonal: ${rows} x ${columns} has orthonormal rows`, () => {
    const matrix = draw([rows, columns], { kind: 'orthogonal' });
    assertClose(tf.matMul(matrix, matrix, false, true), values(tf.eye(rows)), 1e-6);
  });
}

test('orthogonal: 100 x 20 has orthonormal columns', () => {
  const matrix = draw([100, 20], { kind: 'orthogonal' });
  assertClose(tf.matMul(matrix, matrix, true), values(tf.eye(20)), 1e-6);
});

test('orthogonal: normalizes the first row and makes the second one perpendicular, checked by hand', () => {
  const [a, b, c, d] = values(hostKey(1, 'init').normal([2, 2])) as [number, number, number, number];
  const norm = Math.hypot(a, b);
  const [x, y] = [a / norm, b / norm];
  const side = Math.sign(c * -y + d * x);
  assertClose(draw([2, 2], { kind: 'orthogonal' }), [x, y, -y * side, x * side], 1e-6);
});

test('gives equal matrices for equal keys only', () => {
  const matrix = (seed: number): number[] => values(draw([3, 5], { kind: 'orthogonal' }, seed));
  assert.equal(matrix(1), matrix(1));
  assert.not.equal(matrix(1), matrix(2));
});

test('refuses an orthogonal tensor that is not a matrix and a parameter that starts from data', () => {
  assert.is(
    messageOf(() => draw([2, 2, 2], { kind: 'orthogonal' })),
    'internal: expected a matrix for an orthogonal parameter, got shape [2, 2, 2].',
  );
  const compute = () => Promise.resolve(new Float32Array(1));
  assert.is(
    messageOf(() => draw([1], { kind: 'data', summary: 'class medoids', compute })),
    'internal: a parameter initialized to class medoids needs the training images.',
  );
});

test.run();
