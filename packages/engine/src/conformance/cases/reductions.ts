import type { Tensor } from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { tf } from '../../tf';
import { type ConformanceCase, defineCase } from '../case';
import { axisOf, booleans, floats, shapes } from '../draw';

/** Operations that reduce axes or normalize along one. */
export const reductions: readonly ConformanceCase[] = [
  reduction('sum', (x, axes, keep) => tf.sum(x, axes, keep)),
  reduction('mean', (x, axes, keep) => tf.mean(x, axes, keep)),
  reduction('max', (x, axes, keep) => tf.max(x, axes, keep)),
  reduction('min', (x, axes, keep) => tf.min(x, axes, keep)),
  reduction('logSumExp', (x, axes, keep) => tf.logSumExp(x, axes, keep)),
  reduction('moments', (x, axes, keep) => {
    const { mean, variance } = tf.moments(x, axes, keep);
    return [mean, variance];
  }),
  overLastAxis('softmax', (x) => tf.softmax(x)),
  overLastAxis('logSoftmax', (x) => tf.logSoftmax(x)),
  defineCase(
    'argMax, argMin',
    axisOf(shapes(1, 4)).chain(([shape, axis]) =>
      floats(shape).map((x) => ({
        inputs: [x],
        run: ([tensor]) => [tf.argMax(tensor as Tensor, axis), tf.argMin(tensor as Tensor, axis)],
        label: `axis ${axis}`,
      })),
    ),
    { tolerance: 0, gradients: false },
  ),
  defineCase(
    'all, any',
    axisOf(shapes(1, 4)).chain(([shape, axis]) =>
      booleans(shape).map((x) => ({
        inputs: [x],
        run: ([tensor]) => [tf.all(tensor as Tensor, axis), tf.any(tensor as Tensor, axis)],
        label: `axis ${axis}`,
      })),
    ),
    { tolerance: 0 },
  ),
];

type Reduce = (x: Tensor, axes: number[] | undefined, keepDims: boolean) => Tensor | Tensor[];

/** Reduces over some axes, or over all if none is drawn. */
function reduction(name: string, op: Reduce): ConformanceCase {
  const draw = shapes(0, 4).chain((shape) =>
    fc.tuple(floats(shape), fc.subarray(shape.map((_, axis) => axis)), fc.boolean()).map(([x, axes, keepDims]) => ({
      inputs: [x],
      run: ([tensor]: readonly Tensor[]) => op(tensor as Tensor, axes.length === 0 ? undefined : axes, keepDims),
      label: `axes ${axes.length === 0 ? 'all' : axes.join()}${keepDims ? ', kept' : ''}`,
    })),
  );
  return defineCase(name, draw);
}

function overLastAxis(name: string, op: (x: Tensor) => Tensor): ConformanceCase {
  const run = ([x]: readonly Tensor[]): Tensor => op(x as Tensor);
  return defineCase(
    name,
    shapes(1, 3, 8).chain((shape) => floats(shape, [-8, 8]).map((x) => ({ inputs: [x], run }))),
  );
}
