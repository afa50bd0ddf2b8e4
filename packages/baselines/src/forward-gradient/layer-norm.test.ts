import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import { assertClose } from '@noprop/engine/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { plainNorm } from './doubles';
import { normalize, throughNorm } from './layer-norm';

const test = suite('layer normalization');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

test('matches a vector normalized by hand: 0 0 3 has mean 1 and variance 2', () => {
  tf.tidy(() => {
    const s = Math.sqrt(2 + 1e-5);
    assertClose(normalize(tf.tensor2d([[0, 0, 3]]), 3).y, [-1 / s, -1 / s, 2 / s], 1e-6);
  });
});

test('matches a derivative computed by hand: (v - mean(v) - y mean(y v)) / s along the first axis', () => {
  tf.tidy(() => {
    // y = (-1, -1, 2) / s, so mean(y v) = -1 / (3 s), and s^2 = 2 + epsilon.
    const square = 2 + 1e-5;
    const s = Math.sqrt(square);
    const y = [-1, -1, 2];
    const expected = [1, 0, 0].map((v, i) => (v - 1 / 3 + (y[i] as number) / (3 * square)) / s);
    assertClose(throughNorm(normalize(tf.tensor2d([[0, 0, 3]]), 3), tf.tensor2d([[1, 0, 0]])), expected, 1e-5);
  });
});

test('normalizes groups of channels separately, and keeps the shape', () => {
  tf.tidy(() => {
    const x = hostKey(1, 'x').normal([2, 3, 6]);
    const { y } = normalize(x, 2);
    assert.equal(y.shape, [2, 3, 6]);
    assertClose([...readTensor(y)], plainNorm([...readTensor(x)], 2), 1e-5);
  });
});

test('matches finite differences in double precision', () => {
  tf.tidy(() => {
    const [x, v] = ['x', 'v'].map((name) => hostKey(2, name).normal([4, 6])) as [never, never];
    const [at, along] = [[...readTensor(x)], [...readTensor(v)]];
    const moved = (by: number): number[] =>
      plainNorm(
        at.map((value, i) => value + by * (along[i] as number)),
        3,
      );
    const [ahead, behind] = [moved(1e-5), moved(-1e-5)];
    const expected = ahead.map((value, i) => (value - (behind[i] as number)) / 2e-5);
    assertClose(throughNorm(normalize(x, 3), v), expected, 1e-5);
  });
});

test('maps a slope back like back-propagation', () => {
  tf.tidy(() => {
    const [x, slope] = ['x', 'slope'].map((name) => hostKey(3, name).normal([4, 6])) as [never, never];
    const back = tf.grad((at) => tf.sum(tf.mul(normalize(at, 3).y, slope)))(x);
    assertClose(throughNorm(normalize(x, 3), slope), back, 1e-5);
  });
});

test.run();
