import type { Tensor } from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { tf } from '../../tf';
import { type ConformanceCase, defineCase } from '../case';
import { booleans, broadcastableShapes, floats, integers, shapes } from '../draw';

type Range = readonly [number, number];
const POSITIVE: Range = [0.1, 4];

/** Elementwise operations. */
export const elementwise: readonly ConformanceCase[] = [
  unary('neg', (x) => tf.neg(x)),
  unary('abs', (x) => tf.abs(x)),
  unary('square', (x) => tf.square(x)),
  unary('sqrt', (x) => tf.sqrt(x), POSITIVE),
  unary('rsqrt', (x) => tf.rsqrt(x), POSITIVE),
  unary('reciprocal', (x) => tf.reciprocal(x), POSITIVE),
  unary('exp', (x) => tf.exp(x)),
  unary('expm1', (x) => tf.expm1(x)),
  unary('log', (x) => tf.log(x), POSITIVE),
  unary('log1p', (x) => tf.log1p(x), POSITIVE),
  unary('tanh', (x) => tf.tanh(x)),
  unary('sigmoid', (x) => tf.sigmoid(x)),
  unary('softplus', (x) => tf.softplus(x)),
  unary('relu', (x) => tf.relu(x)),
  unary('elu', (x) => tf.elu(x)),
  unary('sin', (x) => tf.sin(x), [-10, 10]),
  unary('cos', (x) => tf.cos(x), [-10, 10]),
  unary('clipByValue', (x) => tf.clipByValue(x, -0.7, 1.1)),
  unary('pow with a constant exponent', (x) => tf.pow(x, 3)),
  unary('pow with a constant base', (x) => tf.pow(0.9, x)),
  unary('zerosLike', (x) => tf.add(x, tf.zerosLike(x))),
  unary('onesLike', (x) => tf.add(x, tf.onesLike(x))),
  unary('clone', (x) => tf.clone(x)),
  unary('numbers as operands', (x) => tf.sub(tf.mul(2.5, tf.add(x, 1)), tf.div(x, 3))),
  binary('add', (a, b) => tf.add(a, b)),
  binary('sub', (a, b) => tf.sub(a, b)),
  binary('mul', (a, b) => tf.mul(a, b)),
  binary('div', (a, b) => tf.div(a, b), POSITIVE),
  binary('pow', (a, b) => tf.pow(a, b), POSITIVE),
  sameShape('maximum', (a, b) => tf.maximum(a, b)),
  sameShape('minimum', (a, b) => tf.minimum(a, b)),
  sameShape('squaredDifference', (a, b) => tf.squaredDifference(a, b)),
  comparison('greater', (a, b) => tf.greater(a, b)),
  comparison('greaterEqual', (a, b) => tf.greaterEqual(a, b)),
  comparison('less', (a, b) => tf.less(a, b)),
  comparison('lessEqual', (a, b) => tf.lessEqual(a, b)),
  comparison('equal', (a, b) => tf.equal(a, b)),
  comparison('notEqual', (a, b) => tf.notEqual(a, b)),
  defineCase(
    'addN',
    shapes(0, 4).chain((shape) =>
      fc
        .tuple(floats(shape), floats(shape), floats(shape))
        .map((inputs) => ({ inputs, run: (all) => tf.addN([...all]) })),
    ),
  ),
  defineCase(
    'where',
    shapes(0, 4).chain((shape) =>
      fc.tuple(booleans(shape), floats(shape), floats(shape)).map((inputs) => ({
        inputs,
        run: ([condition, a, b]) => tf.where(condition as Tensor, a as Tensor, b as Tensor),
      })),
    ),
  ),
  defineCase(
    'logicalAnd, logicalNot',
    shapes(0, 4).chain((shape) =>
      fc.tuple(booleans(shape), booleans(shape)).map((inputs) => ({
        inputs,
        run: ([a, b]) => tf.logicalAnd(a as Tensor, tf.logicalNot(b as Tensor)),
      })),
    ),
    { tolerance: 0 },
  ),
  defineCase(
    'cast',
    shapes(0, 4).chain((shape) =>
      fc.tuple(floats(shape, [-9, 9]), integers(shape, 99), booleans(shape)).map((inputs) => ({
        inputs,
        run: ([real, whole, bit]) => [
          tf.cast(real as Tensor, 'int32'),
          tf.cast(real as Tensor, 'bool'),
          tf.cast(whole as Tensor, 'float32'),
          tf.cast(bit as Tensor, 'float32'),
          tf.cast(bit as Tensor, 'int32'),
        ],
      })),
    ),
    { tolerance: 0, gradients: false },
  ),
];

function unary(name: string, op: (x: Tensor) => Tensor, range?: Range): ConformanceCase {
  const run = ([x]: readonly Tensor[]): Tensor => op(x as Tensor);
  return defineCase(
    name,
    shapes(0, 4).chain((shape) => floats(shape, range).map((x) => ({ inputs: [x], run }))),
  );
}

function binary(name: string, op: (a: Tensor, b: Tensor) => Tensor, range?: Range): ConformanceCase {
  const run = ([a, b]: readonly Tensor[]): Tensor => op(a as Tensor, b as Tensor);
  const inputs = broadcastableShapes().chain(([a, b]) => fc.tuple(floats(a, range), floats(b, range)));
  return defineCase(
    name,
    inputs.map((pair) => ({ inputs: pair, run })),
  );
}

/** Both operands have the same shape, because TensorFlow.js has no gradient of these operations with broadcasting. */
function sameShape(name: string, op: (a: Tensor, b: Tensor) => Tensor): ConformanceCase {
  const run = ([a, b]: readonly Tensor[]): Tensor => op(a as Tensor, b as Tensor);
  const inputs = shapes(0, 4).chain((shape) => fc.tuple(floats(shape), floats(shape)));
  return defineCase(
    name,
    inputs.map((pair) => ({ inputs: pair, run })),
  );
}

/** Draws small integers so that equal operands occur. */
function comparison(name: string, op: (a: Tensor, b: Tensor) => Tensor): ConformanceCase {
  const run = ([a, b]: readonly Tensor[]): Tensor => op(a as Tensor, b as Tensor);
  const inputs = broadcastableShapes().chain(([a, b]) => fc.tuple(integers(a, 3), integers(b, 3)));
  return defineCase(
    name,
    inputs.map((pair) => ({ inputs: pair, run })),
    { tolerance: 0 },
  );
}
