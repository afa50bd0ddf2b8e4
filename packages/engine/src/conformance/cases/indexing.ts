import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { tf } from '../../tf';
import { type ConformanceCase, defineCase } from '../case';
import { axisOf, floats, integers, shapes } from '../draw';

const count = fc.integer({ min: 1, max: 6 });
const classCount = fc.integer({ min: 2, max: 6 });

/** Operations that look up elements by index. */
export const indexing: readonly ConformanceCase[] = [
  defineCase(
    'gather',
    fc.tuple(axisOf(shapes(1, 3)), count).chain(([[shape, axis], rows]) =>
      fc.tuple(floats(shape), integers([rows], shape[axis] as number)).map((inputs) => ({
        inputs,
        run: ([x, indices]) => tf.gather(x as Tensor, indices as Tensor, axis),
        label: `axis ${axis}`,
      })),
    ),
  ),
  defineCase(
    'gather of integers',
    fc.tuple(shapes(1, 3), count).chain(([shape, rows]) =>
      fc.tuple(integers(shape, 1000), integers([rows], shape[0] as number)).map((inputs) => ({
        inputs,
        run: ([x, indices]) => tf.gather(x as Tensor, indices as Tensor),
      })),
    ),
    { tolerance: 0 },
  ),
  defineCase(
    'gather of bytes',
    fc.tuple(shapes(1, 4), count).chain(([bytesShape, rows]) =>
      fc.tuple(integers([rows], bytesShape[0] as number), integers(bytesShape, 256)).map(([indices, values]) => ({
        inputs: [indices],
        bytes: Uint8Array.from(values.data),
        bytesShape,
        run: ([at], bytes) => bytes.gather(at as Tensor),
        label: `bytes [${bytesShape.join(', ')}]`,
      })),
    ),
    { tolerance: 0 },
  ),
  defineCase(
    'oneHot',
    fc.tuple(count, classCount).chain(([rows, classes]) =>
      integers([rows], classes).map((labels) => ({
        inputs: [labels],
        run: ([indices]) => [tf.oneHot(indices as Tensor1D, classes), tf.oneHot(indices as Tensor1D, classes, 2, -1)],
        label: `${classes} classes`,
      })),
    ),
    { tolerance: 0 },
  ),
  defineCase(
    'topk',
    shapes(1, 2, 6).chain((shape) =>
      fc.tuple(floats(shape), fc.integer({ min: 1, max: shape.at(-1) as number })).map(([x, k]) => ({
        inputs: [x],
        run: ([tensor]) => {
          const { values, indices } = tf.topk(tensor as Tensor, k);
          return [values, indices];
        },
        label: `k = ${k}`,
      })),
    ),
    { tolerance: 0, gradients: false },
  ),
  defineCase(
    'accuracy',
    fc.tuple(count, count).chain(([rows, classes]) =>
      fc.tuple(floats([rows, classes]), integers([rows], classes)).map((inputs) => ({
        inputs,
        run: ([scores, labels]) =>
          tf.mean(tf.cast(tf.equal(tf.argMax(scores as Tensor, 1), labels as Tensor), 'float32')),
      })),
    ),
    { gradients: false },
  ),
  defineCase(
    'class embedding by one-hot rows',
    fc.tuple(count, classCount, count).chain(([rows, classes, width]) =>
      fc.tuple(integers([rows], classes), floats([classes, width])).map((inputs) => ({
        inputs,
        run: ([labels, table]) =>
          tf.matMul(tf.cast(tf.oneHot(labels as Tensor1D, classes), 'float32'), table as Tensor),
      })),
    ),
  ),
];
