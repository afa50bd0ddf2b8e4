import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { hostKey } from '../random/key';
import { assertGradient, assertNoLeaks, startTestEngine } from '../testing';
import { tf } from '../tf';

const test = suite('wasm backend fixes');

test.before(() => startTestEngine({ backend: 'wasm' }).then(() => undefined));

const values = (tensor: Tensor): number[] => [...tensor.dataSync()];
const image = (numbers: number[], height: number, width: number): Tensor4D =>
  tf.tensor4d(numbers, [1, height, width, 1]);
const poolGradient = (x: Tensor4D, size: number, stride: number, dy: number[]): number[] => {
  const pool = (images: Tensor4D): Tensor4D => tf.maxPool(images, size, stride, 'valid');
  return values(tf.grad(pool as never)(x, tf.reshape(tf.tensor1d(dy), pool(x).shape)));
};

test('max pooling passes the gradient to the maximum, positive or not', () => {
  assert.equal(poolGradient(image([4, 3, 2, 1], 2, 2), 2, 2, [7]), [7, 0, 0, 0]);
  assert.equal(poolGradient(image([-4, -3, -2, -1], 2, 2), 2, 2, [7]), [0, 0, 0, 7]);
  assert.equal(poolGradient(image([-1, -2, -3, 0], 2, 2), 2, 2, [7]), [0, 0, 0, 7]);
});

test('max pooling sums gradients of overlapping windows and gives ties to the first maximum', () => {
  assert.equal(poolGradient(image([-5, -1, -5, -5, -5, -5], 2, 3), 2, 1, [2, 3]), [0, 5, 0, 0, 0, 0]);
  assert.equal(poolGradient(image([-1, -1, -1, -1], 2, 2), 2, 2, [7]), [7, 0, 0, 0]);
});

test('max pooling finds the maximum among nearly equal values', () => {
  assert.equal(poolGradient(image([1e-8, 2e-8, -1e6, 1.5e-8], 2, 2), 2, 2, [7]), [0, 7, 0, 0]);
});

test('computes the gradient of a filter, checked by hand', () => {
  const x = image([1, 2, 3, 4, 5, 6, 7, 8, 9], 3, 3);
  const filter = tf.zeros([2, 2, 1, 1]) as Tensor4D;
  const gradient = tf.grad((w) => tf.sum(tf.conv2d(x, w as Tensor4D, 1, 'valid')))(filter);
  assert.equal(values(gradient), [1 + 2 + 4 + 5, 2 + 3 + 5 + 6, 4 + 5 + 7 + 8, 5 + 6 + 8 + 9]);
  const strided = tf.grad((w) => tf.sum(tf.conv2d(x, w as Tensor4D, 2, 'same')))(filter);
  assert.equal(values(strided), [1 + 3 + 7 + 9, 2 + 8, 4 + 6, 5]);
});

for (const stride of [1, 2] as const) {
  for (const pad of [
    'same',
    'valid',
    1,
    [
      [0, 0],
      [1, 0],
      [0, 2],
      [0, 0],
    ],
  ] as const) {
    test(`convolution gradients match finite differences, stride ${stride}, padding ${JSON.stringify(pad)}`, () => {
      const x = hostKey(1, 'x').normal([2, 5, 4, 2]) as Tensor4D;
      const filter = hostKey(1, 'filter').normal([3, 3, 2, 3]) as Tensor4D;
      const loss = (y: Tensor): Tensor => tf.mean(tf.tanh(y));
      assertGradient((w) => loss(tf.conv2d(x, w as Tensor4D, stride, pad as 'same')), filter);
      assertGradient((images) => loss(tf.conv2d(images as Tensor4D, filter, stride, pad as 'same')), x);
    });
  }
}

test('the gradient of gather sums rows that were gathered more than once', () => {
  const gradient = tf.grad((x) => tf.sum(tf.mul(tf.gather(x, [2, 0, 2]), [[1], [10], [100]])))(tf.zeros([3, 2]));
  assert.equal(values(gradient), [10, 10, 0, 0, 101, 101]);
});

test('casts to bool as 0 or 1', () => {
  assert.equal(values(tf.cast(tf.tensor1d([0, 0.25, -3, 256]), 'bool')), [0, 1, 1, 1]);
});

test('leaks nothing', () => {
  const x = hostKey(1, 'x').normal([2, 4, 4, 2]) as Tensor4D;
  const filter = hostKey(1, 'filter').normal([3, 3, 2, 2]) as Tensor4D;
  const ids = (tf.backend() as unknown as { numDataIds(): number }).numDataIds;
  const dataIds = (): number => ids.call(tf.backend());
  const run = (): Tensor[] =>
    tf.grads((images, w) => {
      const pooled = tf.maxPool(tf.conv2d(images as Tensor4D, w as Tensor4D, 1, 'same') as Tensor4D, 2, 2, 'valid');
      return tf.sum(tf.gather(tf.where(tf.cast(pooled, 'bool'), pooled, tf.neg(pooled)), [0, 0, 1]));
    })([x, filter]);
  assertNoLeaks(run);
  const before = dataIds();
  tf.dispose(run());
  assert.is(dataIds(), before);
});

test.run();
