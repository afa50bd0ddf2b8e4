import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import type { BackendName } from '../../info';
import { tf } from '../../tf';
import { type ConformanceCase, defineCase, type Values } from '../case';
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
    'batched matMul',
    fc.tuple(small, small, small, small, fc.boolean(), fc.boolean()).chain(([batch, m, n, k, left, right]) =>
      fc
        .tuple(floats([batch, ...(left ? [k, m] : [m, k])]), floats([batch, ...(right ? [n, k] : [k, n])]))
        .map((inputs) => ({
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
  convolution('conv2d', paddingNames),
  convolution('conv2d with explicit padding', paddingWidths, ['wasm']),
  pooling('maxPool', paddingNames, (image) => floats(image), tf.maxPool),
  pooling('maxPool with explicit padding', paddingWidths, (image) => floats(image), tf.maxPool, ['wasm']),
  pooling('maxPool of negative values', paddingNames, (image) => floats(image, [-9, -1]), tf.maxPool),
  pooling('maxPool with ties', paddingNames, (image) => wholeFloats(image, -1, 1), tf.maxPool),
  // With padding, the reference's own gradient is wrong at the borders.
  pooling(
    'avgPool',
    () => fc.constant('valid'),
    (image) => floats(image),
    tf.avgPool,
  ),
];

interface Window {
  readonly image: [number, number, number, number];
  readonly filter: [number, number];
  readonly strides: [number, number];
  readonly pad: Padding;
}

/** Images with windows that fit them. */
function windows(paddings: Paddings): fc.Arbitrary<Window> {
  const side = fc.integer({ min: 1, max: 3 });
  return fc.tuple(side, side, stride, stride).chain(([height, width, down, across]) => {
    const image = fc.tuple(small, fc.integer({ min: height, max: 7 }), fc.integer({ min: width, max: 7 }), small);
    const filter: [number, number] = [height, width];
    const strides: [number, number] = [down, across];
    return fc.record({
      image,
      filter: fc.constant(filter),
      strides: fc.constant(strides),
      pad: paddings(filter, strides),
    });
  });
}

type Paddings = (filter: [number, number], strides: [number, number]) => fc.Arbitrary<Padding>;

function paddingNames(): fc.Arbitrary<Padding> {
  return fc.constantFrom('same', 'valid');
}

/** No window may be entirely padding; in TensorFlow.js a single width for all sides needs a square window. */
function paddingWidths([height, width]: [number, number], [down, across]: [number, number]): fc.Arbitrary<Padding> {
  const [rows, columns] = [fc.nat(height - 1), fc.nat(width - 1)];
  const each = fc.tuple(rows, rows, columns, columns).map(
    ([t, b, l, r]): Padding => [
      [0, 0],
      [t, b],
      [l, r],
      [0, 0],
    ],
  );
  return height === width && down === across ? fc.oneof(each, rows) : each;
}

function convolution(name: string, paddings: Paddings, backends?: readonly BackendName[]): ConformanceCase {
  const draw = fc.tuple(windows(paddings), small).chain(([{ image, filter, strides, pad }, channels]) =>
    fc.tuple(floats(image), floats([...filter, image[3], channels])).map((inputs) => ({
      inputs,
      run: ([x, kernel]: readonly Tensor[]) => tf.conv2d(x as Tensor4D, kernel as Tensor4D, strides, pad),
      label: `strides ${strides.join()}, padding ${JSON.stringify(pad)}`,
    })),
  );
  return defineCase(name, draw, backends === undefined ? {} : { backends });
}

type Pool = (x: Tensor4D, filter: [number, number], strides: [number, number], pad: Padding) => Tensor;

function pooling(
  name: string,
  paddings: Paddings,
  values: (image: number[]) => fc.Arbitrary<Values>,
  pool: Pool,
  backends?: readonly BackendName[],
): ConformanceCase {
  const draw = windows(paddings).chain(({ image, filter, strides, pad }) =>
    values(image).map((x) => ({
      inputs: [x],
      run: ([tensor]: readonly Tensor[]) => pool(tensor as Tensor4D, filter, strides, pad),
      label: `window ${filter.join()}, strides ${strides.join()}, padding ${JSON.stringify(pad)}`,
    })),
  );
  return defineCase(name, draw, backends === undefined ? {} : { backends });
}
