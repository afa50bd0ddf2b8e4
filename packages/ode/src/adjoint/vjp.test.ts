import { startEngine, type Tensor, tf } from '@noprop/engine';
import { assertClose, assertNoLeaks } from '@noprop/engine/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { vjp } from './vjp';

const test = suite('vjp');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

interface Groups extends Readonly<Record<string, Readonly<Record<string, Tensor>>>> {
  readonly layer: { readonly w: Tensor; readonly b: Tensor; readonly unused: Tensor };
  readonly input: { readonly x: Tensor };
}

const affine = ({ layer: { w, b }, input: { x } }: Groups): Tensor => tf.add(tf.matMul(x, w), b);

const groups = (): Groups => ({
  layer: { w: tf.tensor2d([[2], [3]]), b: tf.tensor1d([1]), unused: tf.ones([2, 2]) },
  input: {
    x: tf.tensor2d([
      [1, 2],
      [4, 5],
    ]),
  },
});

test('matches gradients computed by hand, with zeros for unused tensors', () => {
  const { layer, input } = vjp(affine, groups(), tf.tensor2d([[10], [-1]]));
  assertClose(layer.w, [6, 15], 0);
  assertClose(layer.b, [9], 0);
  assertClose(layer.unused, [0, 0, 0, 0], 0);
  assertClose(input.x, [20, 30, -2, -3], 0);
});

test('returns the gradient of a scalar without a cotangent', () => {
  const { input } = vjp((given) => tf.sum(tf.square(affine(given))), groups());
  assertClose(input.x, [36, 54, 96, 144], 1e-6);
});

test('gives one tensor under two names a gradient for each', () => {
  const x = tf.scalar(3);
  const { at } = vjp(({ at: { a, b } }) => tf.mul(a, tf.square(b)), { at: { a: x, b: x } });
  assert.equal([at.a.dataSync()[0], at.b.dataSync()[0]], [9, 18]);
});

test('differentiates a value that is itself an argument', () => {
  assertClose(vjp(({ at: { x } }) => x, { at: { x: tf.ones([2]) } }, tf.tensor1d([3, 4])).at.x, [3, 4], 0);
});

test('leaks nothing', () => {
  const [given, cotangent] = [groups(), tf.ones([2, 1])];
  assertNoLeaks(() => vjp(affine, given, cotangent));
});

test.run();
