import type { Tensor } from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { tf } from '../../tf';
import { type ConformanceCase, defineCase, type Example } from '../case';
import { axisOf, booleans, floats, integers, shapes, sizeOf } from '../draw';

/** Operations that rearrange elements without computing. */
export const layout: readonly ConformanceCase[] = [
  single(
    'reshape',
    shapes(0, 4).map((shape) => [shape, (x) => tf.reshape(x, [sizeOf(shape), 1])]),
  ),
  single(
    'expandDims, squeeze',
    shapes(0, 3).map((shape) => [[...shape, 1], (x) => tf.expandDims(tf.squeeze(x, [shape.length]), 0)]),
  ),
  single(
    'transpose',
    shapes(1, 4).chain((shape) =>
      permutations(shape.length).map((order) => [shape, (x) => tf.transpose(x, order), `to ${order.join()}`]),
    ),
  ),
  single(
    'slice',
    shapes(1, 4).chain((shape) =>
      fc
        .tuple(...shape.map((size) => fc.nat(size - 1)))
        .map((begin) => [shape, (x) => tf.slice(x, begin), `from ${begin.join()}`]),
    ),
  ),
  single(
    'split into equal sizes',
    axisOf(shapes(1, 4)).map(([shape, axis]) => {
      const doubled = shape.map((size, i) => (i === axis ? 2 * size : size));
      return [doubled, (x) => tf.split(x, 2, axis), `axis ${axis}`];
    }),
  ),
  single(
    'split by sizes',
    axisOf(shapes(1, 4)).map(([shape, axis]) => {
      const size = shape[axis] as number;
      const grown = shape.map((n, i) => (i === axis ? size + 3 : n));
      return [grown, (x) => tf.split(x, [size, 1, 2], axis), `axis ${axis}`];
    }),
  ),
  single(
    'unstack',
    axisOf(shapes(1, 4)).map(([shape, axis]) => {
      // TensorFlow.js has no gradient of unstack into a single tensor.
      const atLeastTwo = shape.map((size, i) => (i === axis ? size + 1 : size));
      return [atLeastTwo, (x) => tf.unstack(x, axis), `axis ${axis}`];
    }),
  ),
  single(
    'tile',
    shapes(1, 4, 3).chain((shape) =>
      fc
        .tuple(...shape.map(() => fc.integer({ min: 1, max: 3 })))
        .map((times) => [shape, (x) => tf.tile(x, times), `times ${times.join()}`]),
    ),
  ),
  single(
    'pad',
    shapes(1, 4, 3).chain((shape) =>
      fc
        .tuple(...shape.map(() => fc.tuple(fc.nat(2), fc.nat(2))))
        .map((widths) => [shape, (x) => tf.pad(x, widths, 0.5), `by ${widths.join(' ')}`]),
    ),
  ),
  single(
    'broadcastTo',
    shapes(0, 3).map((shape) => [shape, (x) => tf.broadcastTo(x, [2, ...shape])]),
  ),
  single(
    'reverse',
    axisOf(shapes(1, 4)).map(([shape, axis]) => [shape, (x) => tf.reverse(x, axis), `axis ${axis}`]),
  ),
  together('concat', (tensors, axis) => tf.concat([...tensors], axis)),
  together('stack', (tensors, axis) => tf.stack([...tensors], axis)),
  defineCase(
    'layout of integers and booleans',
    shapes(1, 3).chain((shape) =>
      fc.tuple(integers(shape, 100), booleans(shape)).map((inputs) => ({
        inputs,
        run: (tensors) =>
          tensors.flatMap((x) => [tf.reshape(x, [-1]), tf.concat([x, x]), tf.slice(x, 0, 1), tf.stack([x, x])]),
      })),
    ),
    { tolerance: 0 },
  ),
  defineCase(
    'zeros, ones, fill, range',
    shapes(0, 4).map((shape) => ({
      inputs: [],
      run: () => [
        tf.zeros(shape),
        tf.ones(shape, 'int32'),
        tf.fill(shape, 0.25),
        tf.range(0, 5, 1, 'int32'),
        tf.linspace(0, 1, 5),
      ],
      label: `shape ${shape.join()}`,
    })),
  ),
];

type Move = readonly [shape: number[], move: (x: Tensor) => Tensor | Tensor[], label?: string];

function single(name: string, moves: fc.Arbitrary<Move>): ConformanceCase {
  const draw = moves.chain(([shape, move, label]) =>
    floats(shape).map(
      (x): Example => ({
        inputs: [x],
        run: ([tensor]) => move(tensor as Tensor),
        ...(label === undefined ? {} : { label }),
      }),
    ),
  );
  return defineCase(name, draw);
}

/** Takes one to four tensors of equal shapes. */
function together(name: string, op: (tensors: readonly Tensor[], axis: number) => Tensor): ConformanceCase {
  const draw = axisOf(shapes(1, 4)).chain(([shape, axis]) =>
    fc
      .array(floats(shape), { minLength: 1, maxLength: 4 })
      .map((inputs): Example => ({ inputs, run: (tensors) => op(tensors, axis), label: `axis ${axis}` })),
  );
  return defineCase(name, draw);
}

function permutations(rank: number): fc.Arbitrary<number[]> {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  return fc.shuffledSubarray(axes, { minLength: rank, maxLength: rank });
}
