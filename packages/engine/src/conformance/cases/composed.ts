import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { stackStates } from '../../compile/stack-states';
import { createRandomKey } from '../../random/key';
import { tf } from '../../tf';
import { type ConformanceCase, defineCase } from '../case';
import { booleans, floats, integers, shapes } from '../draw';

const small = fc.integer({ min: 2, max: 5 });

/** Building blocks of training steps. */
export const composed: readonly ConformanceCase[] = [
  defineCase(
    'batch normalization',
    fc.tuple(small, small, small).chain(([batch, side, channels]) =>
      fc.tuple(floats([batch, side, side, channels]), floats([channels]), floats([channels])).map((inputs) => ({
        inputs,
        run: ([x, scale, offset]) => batchNorm(x as Tensor, scale as Tensor, offset as Tensor),
      })),
    ),
  ),
  defineCase(
    'dropout',
    fc.tuple(small, small).chain(([batch, width]) =>
      fc.tuple(floats([batch, width]), integers([2], 2 ** 31), integers([], 1000)).map((inputs) => ({
        inputs,
        run: ([x, key, step]) => {
          const kept = createRandomKey(key as Tensor, step as Tensor)
            .fold('dropout')
            .bernoulli([batch, width], 0.8);
          return tf.mul(x as Tensor, tf.div(tf.cast(kept, 'float32'), 0.8));
        },
      })),
    ),
  ),
  defineCase(
    'cross-entropy of logits',
    fc.tuple(small, small).chain(([batch, classes]) =>
      fc.tuple(floats([batch, classes], [-6, 6]), integers([batch], classes)).map((inputs) => ({
        inputs,
        run: ([logits, labels]) => {
          const target = tf.cast(tf.oneHot(tf.cast(labels as Tensor, 'int32'), classes), 'float32');
          return tf.neg(tf.mean(tf.sum(tf.mul(target, tf.logSoftmax(logits as Tensor)), -1)));
        },
      })),
    ),
  ),
  defineCase(
    'norm',
    fc.tuple(small, small).chain(([batch, width]) =>
      floats([batch, width]).map((x) => ({
        inputs: [x],
        run: ([tensor]) => [tf.norm(tensor as Tensor), tf.norm(tensor as Tensor, 2, 1)],
      })),
    ),
  ),
  defineCase(
    'custom gradient',
    small.chain((width) =>
      floats([width]).map((x) => ({
        inputs: [x],
        run: ([tensor]) => tf.mul(clipped(tensor as Tensor), 3),
      })),
    ),
  ),
  defineCase(
    'softmax-weighted embedding',
    fc.tuple(small, small, small).chain(([batch, classes, width]) =>
      fc.tuple(floats([batch, classes]), floats([classes, width])).map((inputs) => ({
        inputs,
        run: ([logits, table]) => tf.matMul(tf.softmax(logits as Tensor), table as Tensor),
      })),
    ),
  ),
  defineCase(
    'adam update',
    small.chain((width) =>
      fc
        .tuple(floats([width]), floats([width]), floats([width]), floats([width], [0, 1]), floats([], [1, 9]))
        .map((inputs) => ({
          inputs,
          run: ([parameter, gradient, mean, square, step]) => {
            const m = tf.add(tf.mul(0.9, mean as Tensor), tf.mul(0.1, gradient as Tensor));
            const v = tf.add(tf.mul(0.999, square as Tensor), tf.mul(0.001, tf.square(gradient as Tensor)));
            const mHat = tf.div(m, tf.sub(1, tf.pow(0.9, step as Tensor)));
            const vHat = tf.div(v, tf.sub(1, tf.pow(0.999, step as Tensor)));
            return [tf.sub(parameter as Tensor, tf.mul(0.001, tf.div(mHat, tf.add(tf.sqrt(vHat), 1e-8)))), m, v];
          },
        })),
    ),
    { gradients: false },
  ),
  defineCase(
    'stacked states of a loop',
    fc.tuple(shapes(0, 3), fc.integer({ min: 0, max: 4 })).chain(([shape, count]) =>
      fc.tuple(floats(shape), integers(shape, 10), booleans(shape)).map((inputs) => ({
        inputs,
        run: ([x, n, flag]) => {
          const {
            x: floatRows,
            n: wholeRows,
            flag: bits,
          } = stackStates(count, { x: x as Tensor, n: n as Tensor, flag: flag as Tensor }, (state, i) => ({
            x: tf.mul(0.5, tf.add(state.x, tf.cast(i, 'float32'))),
            n: tf.add(state.n, i),
            flag: tf.logicalNot(state.flag),
          }));
          return [floatRows, wholeRows, bits];
        },
        label: `${count} steps`,
      })),
    ),
    { gradients: false },
  ),
  defineCase(
    'convolution, batch normalization, pooling, dense layer',
    fc.tuple(small, small).chain(([batch, channels]) =>
      fc
        .tuple(
          floats([batch, 6, 6, 2]),
          floats([3, 3, 2, channels], [-0.4, 0.4]),
          floats([channels], [0.5, 1.5]),
          floats([channels], [-1, 1]),
          floats([9 * channels, 4], [-0.4, 0.4]),
        )
        .map((inputs) => ({
          inputs,
          run: ([x, filter, scale, offset, dense]) => {
            const convolved = tf.conv2d(x as Tensor4D, filter as Tensor4D, 1, 'same');
            const normal = batchNorm(convolved, scale as Tensor, offset as Tensor) as Tensor4D;
            const pooled = tf.tanh(tf.maxPool(normal, 2, 2, 'valid'));
            return tf.logSoftmax(tf.matMul(tf.reshape(pooled, [batch, -1]), dense as Tensor));
          },
        })),
    ),
  ),
];

/** Clips to [-0.5, 0.5], with gradient 1 strictly inside and 0 elsewhere. */
function clipped(x: Tensor): Tensor {
  const forward = (value: Tensor, save: (tensors: Tensor[]) => void) => {
    save([value]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor =>
      tf.mul(dy, tf.cast(tf.less(tf.abs(saved[0] as Tensor), 0.5), 'float32'));
    return { value: tf.clipByValue(value, -0.5, 0.5), gradFunc };
  };
  return tf.customGrad(forward as Parameters<typeof tf.customGrad>[0])(x);
}

function batchNorm(x: Tensor, scale: Tensor, offset: Tensor): Tensor {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  return tf.add(tf.mul(tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, 1e-3))), scale), offset);
}
