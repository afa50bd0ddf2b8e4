import { createScope, type Scope, type Tensors } from '@noprop/core';
import { hostKey, startEngine, tf } from '@noprop/engine';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose } from '../../testing/assert-close';
import { valuesOf } from '../../testing/fixture';
import { type ConvolutionOptions, convolution, convolvedSize } from './convolution';
import { relu } from './relu';

const test = suite('convolution');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const scopeOf = (parameters: Tensors): Scope =>
  createScope({ group: 'block', parameters, statistics: {}, random: hostKey(1, 'unused'), training: true }).scope;

/** 1..16 in a square, and a kernel that adds each pixel and its right neighbor. */
const square = () => tf.reshape(tf.range(1, 17), [1, 4, 4, 1]);
const pairSum = () => ({
  'c/kernel': tf.tensor4d([0, 0, 0, 0, 1, 1, 0, 0, 0], [3, 3, 1, 1]),
  'c/bias': tf.tensor1d([0.5]),
});

const cases: readonly (readonly [ConvolutionOptions, readonly number[]])[] = [
  [{ padding: 'valid', pool: false }, [13.5, 15.5, 21.5, 23.5]],
  [{ padding: 'valid', pool: true }, [23.5]],
  [{ padding: 'same', pool: true }, [13.5, 15.5, 29.5, 31.5]],
  [
    { padding: 'same', pool: false },
    [3.5, 5.5, 7.5, 4.5, 11.5, 13.5, 15.5, 8.5, 19.5, 21.5, 23.5, 12.5, 27.5, 29.5, 31.5, 16.5],
  ],
];

for (const [options, expected] of cases) {
  test(`matches values computed by hand with ${JSON.stringify(options)}`, () => {
    tf.tidy(() => assert.equal(valuesOf(convolution(scopeOf(pairSum()), 'c', square(), options)), expected));
  });
}

for (const padding of ['same', 'valid'] as const) {
  for (const pool of [true, false]) {
    test(`predicts its output size for padding ${padding}, pooling ${pool}`, () => {
      tf.tidy(() => {
        for (const size of [5, 6, 7]) {
          const { shape } = convolution(scopeOf(pairSum()), 'c', tf.zeros([1, size, size, 1]), { padding, pool });
          const expected = convolvedSize(size, { padding, pool });
          assert.equal(shape, [1, expected, expected, 1]);
        }
      });
    });
  }
}

test('pools before bias and ReLU with the same values and gradients as after them', () => {
  tf.tidy(() => {
    const random = hostKey(1, 'commute');
    const x = random.fold('x').normal([3, 6, 6, 2]) as Tensor4D;
    const parameters = [random.fold('kernel').normal([3, 3, 2, 4]), random.fold('bias').normal([4])];
    const weights = random.fold('weights').normal([3, 3, 3, 4]);
    const ours = (kernel: Tensor, bias: Tensor): Tensor =>
      relu(convolution(scopeOf({ 'c/kernel': kernel, 'c/bias': bias }), 'c', x, { padding: 'same', pool: true }));
    const asDrawn = (kernel: Tensor, bias: Tensor): Tensor =>
      tf.maxPool(tf.relu(tf.add(tf.conv2d(x, kernel as Tensor4D, 1, 'same'), bias)) as Tensor4D, 2, 2, 'valid');
    const values = (layer: typeof ours): number[] => valuesOf(layer(...(parameters as [Tensor, Tensor])));
    assert.equal(values(ours), values(asDrawn));

    const gradients = (layer: typeof ours): number[][] =>
      tf
        .grads((...given: Tensor[]) => tf.sum(tf.mul(weights, layer(...(given as [Tensor, Tensor])))))(parameters)
        .map(valuesOf);
    const expected = gradients(asDrawn);
    assertClose(gradients(ours).flat(), expected.flat(), 1e-5);
  });
});

test.run();
