import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertClose, assertNoLeaks, startTestEngine } from '../testing';
import { tf } from '../tf';
import { compile } from './compile';

const test = suite('compiled functions');

test.before(() => startTestEngine({ backend: 'tensorflow' }).then(() => undefined));

const values = (tensor: Tensor): number[] => [...tensor.dataSync()];

test('computes the same values as the plain function', () => {
  const affine = ({ x, w, b }: Record<'x' | 'w' | 'b', Tensor>): Tensor => tf.add(tf.matMul(x, w), b);
  const compiled = compile(affine, { name: 'affine' });
  const input = {
    x: tf.tensor2d([[1, 2]]),
    w: tf.tensor2d([
      [3, 4],
      [5, 6],
    ]),
    b: tf.tensor1d([10, 20]),
  };
  assert.equal(values(affine(input)), [23, 36]);
  assert.equal(values(compiled(input)), [23, 36]);
});

test('traces once per structure, type and shape', () => {
  let traces = 0;
  const double = compile(
    (tree: Record<string, Tensor>) => {
      traces++;
      return Object.values(tree).map((x) => tf.mul(x, tf.onesLike(x)));
    },
    { name: 'double' },
  );
  double({ a: tf.ones([2]), b: tf.ones([3]) });
  double({ a: tf.zeros([2]), b: tf.zeros([3]) });
  assert.is(double.signatures(), 1);
  double({ b: tf.zeros([3]), a: tf.zeros([2]) });
  assert.is(double.signatures(), 1, 'key order does not matter');
  double({ a: tf.ones([3]), b: tf.ones([2]) });
  double({ a: tf.ones([2], 'int32'), b: tf.ones([3]) });
  double({ a: tf.ones([2]), c: tf.ones([3]) });
  double({ a: tf.ones([2]) });
  assert.is(double.signatures(), 5);
  assert.is(traces, 5);
});

test('returns trees of records and arrays in their structure', () => {
  const swap = compile(
    ({ pair: [a, b], only }: { pair: [Tensor, Tensor]; only: Tensor }) => ({
      swapped: [b, { deep: a }],
      none: {},
      only,
    }),
    { name: 'swap' },
  );
  const result = swap({ pair: [tf.scalar(1), tf.scalar(2)], only: tf.scalar(3) });
  const [b, { deep }] = result.swapped as [Tensor, { deep: Tensor }];
  assert.equal(Object.keys(result).sort(), ['none', 'only', 'swapped']);
  assert.equal([values(b), values(deep), values(result.only), result.none], [[2], [1], [3], {}]);
});

test('returns several outputs of one node', () => {
  const pieces = compile(
    (x: Tensor) => ({ split: tf.split(x, 3), rows: tf.unstack(tf.reshape(x, [3, 2])), top: tf.topk(x, 2) }),
    { name: 'pieces' },
  );
  const { split, rows, top } = pieces(tf.tensor1d([1, 6, 2, 5, 3, 4]));
  assert.equal(split.map(values), [
    [1, 6],
    [2, 5],
    [3, 4],
  ]);
  assert.equal(rows.map(values), [
    [1, 6],
    [2, 5],
    [3, 4],
  ]);
  assert.equal(
    [values(top.values), values(top.indices)],
    [
      [6, 5],
      [1, 3],
    ],
  );
});

for (const compiler of ['graph', 'none'] as const) {
  test(`compiler ${compiler}: returns inputs and repeated tensors as separate tensors`, () => {
    const x = tf.tensor1d([1, 2]);
    const captured = tf.tensor1d([3]);
    const same = compile(
      (input: Tensor) => {
        const sum = tf.add(input, 1);
        return [input, input, sum, sum, captured];
      },
      { name: 'same', compiler },
    );
    const results = same(x);
    assert.is(new Set([x, captured, ...results]).size, 7);
    for (const result of results) {
      assert.ok([1, 2, 3].includes(values(result)[0] as number));
      result.dispose();
    }
    assert.equal([values(x), values(captured)], [[1, 2], [3]]);
    assertNoLeaks(() => same(x));
  });
}

test('uploads values that are still on the host, before and inside a trace', () => {
  const pending = tf.tensor1d([1, 2, 3, 4]);
  const reshaped = tf.reshape(tf.tensor1d([5, 6, 7, 8]), [2, 2]);
  const use = compile(
    ({ x, y }: Record<'x' | 'y', Tensor>) => [
      tf.add(x, tf.tensor1d([10, 20, 30, 40])),
      tf.matMul(
        y,
        tf.tensor2d([
          [0, 1],
          [1, 0],
        ]),
      ),
    ],
    { name: 'use' },
  );
  const [sum, product] = use({ x: pending, y: reshaped }) as [Tensor, Tensor];
  assert.equal(
    [values(sum), values(product)],
    [
      [11, 22, 33, 44],
      [6, 5, 8, 7],
    ],
  );
  assert.equal(
    [values(pending), values(reshaped)],
    [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ],
  );
});

test('inlines compiled functions inside compiled functions', () => {
  const inner = compile((x: Tensor) => ({ x, square: tf.square(x) }), { name: 'inner' });
  const outer = compile((x: Tensor) => tf.grad((v) => tf.sum(inner(tf.mul(2, v)).square))(x), { name: 'outer' });
  const x = tf.tensor1d([1, -3]);
  assert.equal(values(outer(x)), [8, -24]);
  assert.equal([inner.signatures(), outer.signatures()], [0, 1]);
  assertNoLeaks(() => outer(x));
});

test('preserves float32, int32, bool, scalars and empty tensors', () => {
  const types = compile((x: Tensor) => [x, tf.cast(x, 'int32'), tf.greater(x, 1), tf.sum(x), tf.slice(x, 0, 0)], {
    name: 'types',
  });
  const results = types(tf.tensor1d([1.5, 0.5]));
  assert.equal(
    results.map((result) => [result.dtype, result.shape, values(result)]),
    [
      ['float32', [2], [1.5, 0.5]],
      ['int32', [2], [1, 0]],
      ['bool', [2], [1, 0]],
      ['float32', [], [2]],
      ['float32', [0], []],
    ],
  );
});

test('traces again after it was disposed', () => {
  const twice = compile((x: Tensor) => tf.mul(2, x), { name: 'twice' });
  twice(tf.ones([2]));
  twice.dispose();
  assert.is(twice.signatures(), 0);
  assertClose(twice(tf.ones([2])), [2, 2], 0);
});

test('leaks no tensors and no handles', () => {
  const x = tf.ones([8, 8]);
  const step = compile((input: Tensor) => tf.grad((v) => tf.mean(tf.tanh(tf.matMul(v, v))))(input), { name: 'step' });
  assertNoLeaks(() => step(x), 20);
});

test.run();
