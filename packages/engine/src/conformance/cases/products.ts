import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { tf } from '../../tf';
import { type ConformanceCase, defineCase } from '../case';
import { floats, wholeFloats } from '../draw';

const small = fc.integer({ min: 1, max: 5 });
const stride = fc.integer({ min: 1, max: 2 });

type Padding = 'same' | 'valid' | number | [[0, 0], [number, number], [number, number], [0, 0]];

/** Matrix products, convolutions and pooling. */
export const products: readonly ConformanceCase[] = [
  defineCase(
    'matMul',
    fc.tuple(small, small, small, fc.boolean(), fc.boolean()).chain(([m, n, k, left, right]) =>
      fc.tuple(floats(left ? [k, m] : [m, k]), floats(right ? [n, k] : [k, n])).map((inputs) => ({
        inputs,
        run: ([a, b]) => tf.matMul(a as Tensor, b as Tensor, left, right),
        label: `transposed ${left}, ${right}`,
      })),
    ),
  ),
  defineCase(
    'matMul of batches',
    fc.tuple(small, small, small, small, fc.boolean(), fc.boolean()).chain(([batch, m, n, k, left, right]) =>
      fc.tuple(floats([batch, ...(left ? [k, m] : [m, k])]), floats([batch, ...(right ? [n, k] : [k, n])])).map((inputs) => ({
        inputs,
        run: ([a, b]) => tf.matMul(a as Tensor, b as Tensor, left, right),
        label: `transposed ${left}, ${right}`,
      })),
    ),
  ),
  defineCase(
    'dense layer',
    fc.tuple(small, small, small).chain(([batch, from, to]) =>
      fc.tuple(floats([batch, from]), floats([from, to]), floats([to])).map((inputs) => ({
        inputs,
        run: ([x, kernel, bias]) => tf.relu(tf.add(tf.matMul(x as Tensor, kernel as Tensor), bias as Tensor)),
      })),
    ),
  ),
  defineCase(
    'conv2d',
    windows(3).chain(({ image, filter, strides, pad }) =>
      small.chain((channels) =>
        fc.tuple(floats(image), floats([...filter, image[3], channels])).map((inputs) => ({
          inputs,
          run: ([x, kernel]) => tf.conv2d(x as Tensor4D, kernel as Tensor4D, strides, pad),
          label: `strides ${strides.join()}, padding ${JSON.stringify(pad)}`,
        })),
      ),
    ),
  ),
  pooling('maxPool', (image) => floats(image), (x, filter, strides, pad) => tf.maxPool(x, filter, strides, pad)),
  pooling('maxPool of negative values', (image) => floats(image, [-9, -1]), (x, filter, strides, pad) => tf.maxPool(x, filter, strides, pad)),
  pooling('maxPool with ties', (image) => wholeFloats(image, -1, 1), (x, filter, strides, pad) => tf.maxPool(x, filter, strides, pad)),
  pooling('avgPool', (image) => floats(image), (x, filter, strides, pad) => tf.avgPool(x, filter, strides, pad)),
];

interface Window {
  readonly image: [number, number, number, number];
  readonly filter: [number, number];
  readonly strides: [number, number];
  readonly pad: Padding;
}

/** Images, and windows on them that fit. */
function windows(largestFilter: number): fc.Arbitrary<Window> {
  const side = fc.integer({ min: 1, max: largestFilter });
  return fc.tuple(side, side).chain(([height, width]) => {
    const image = fc.tuple(small, fc.integer({ min: height, max: 7 }), fc.integer({ min: width, max: 7 }), small);
    return fc.record({
      image,
      filter: fc.constant<[number, number]>([height, width]),
      strides: fc.tuple(stride, stride),
      pad: paddings(height, width),
    });
  });
}

/** A window must not lie in the padding altogether. */
function paddings(height: number, width: number): fc.Arbitrary<Padding> {
  const [rows, columns] = [fc.nat(height - 1), fc.nat(width - 1)];
  return fc.oneof(
    fc.constantFrom<Padding>('same', 'valid'),
    fc.nat(Math.min(height, width) - 1),
    fc.tuple(rows, rows, columns, columns).map(([t, b, l, r]): Padding => [[0, 0], [t, b], [l, r], [0, 0]]),
  );
}

type Pool = (x: Tensor4D, filter: [number, number], strides: [number, number], pad: Padding) => Tensor;

function pooling(name: string, values: (image: number[]) => ReturnType<typeof floats>, pool: Pool): ConformanceCase {
  const draw = windows(3).chain(({ image, filter, strides, pad }) =>
    values(image).map((x) => ({
      inputs: [x],
      run: ([tensor]: readonly Tensor[]) => pool(tensor as Tensor4D, filter, strides, pad),
      label: `window ${filter.join()}, strides ${strides.join()}, padding ${JSON.stringify(pad)}`,
    })),
  );
  return defineCase(name, draw);
}
