import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startTestEngine } from '../testing';
import { tf } from '../tf';
import { compile } from './compile';
import { repeat } from './repeat';
import { stackStates } from './stack-states';

const test = suite('madeBytes');

test.before(() => startTestEngine({ backend: 'tensorflow', threads: 1 }).then(() => undefined));

/** The madeBytes of a function of 100 float32 values, which take 400 bytes. */
function bytesOf(fn: (x: Tensor) => Tensor | Tensor[]): number {
  const compiled = compile(fn, { name: 'made' });
  const x = tf.ones([100]);
  assert.is(compiled.madeBytes(), 0);
  tf.dispose(compiled(x));
  x.dispose();
  const bytes = compiled.madeBytes();
  compiled.dispose();
  return bytes;
}

test('counts two live tensors in a chain, the input and the output of an op', () => {
  assert.is(
    bytesOf((x) => tf.exp(x)),
    400,
  );
  assert.is(
    bytesOf((x) => tf.exp(tf.exp(x))),
    800,
  );
  assert.is(
    bytesOf((x) => tf.exp(tf.exp(tf.exp(tf.exp(x))))),
    800,
  );
});

test('counts a tensor until its last use', () => {
  // The peak is a, b, cos(b) and b + cos(b).
  const kept = (x: Tensor): Tensor => {
    const [a, b] = [tf.exp(x), tf.sin(x)];
    return tf.add(a, tf.add(b, tf.cos(b)));
  };
  assert.is(bytesOf(kept), 4 * 400);
});

test('counts results but not views or inputs', () => {
  assert.is(
    bytesOf((x) => [tf.exp(x), tf.sin(x), tf.cos(x)]),
    3 * 400,
  );
  assert.is(
    bytesOf((x) => tf.reshape(tf.exp(tf.reshape(x, [10, 10])), [100])),
    // The new shapes are int32 constants of two values and one value.
    400 + 8 + 4,
  );
  assert.is(
    bytesOf((x) => x),
    0,
  );
});

test('counts other types and constants by their size', () => {
  assert.is(
    bytesOf((x) => tf.cast(x, 'bool')),
    100,
  );
  // The index constant, the axis constant and the result.
  assert.is(
    bytesOf((x) => tf.gather(x, tf.tensor1d([0, 1, 2], 'int32'))),
    3 * 4 + 4 + 3 * 4,
  );
});

test('counts what the backward pass of a chain needs', () => {
  const depth = (count: number) => (x: Tensor) =>
    tf.grad((y) =>
      Array.from({ length: count })
        .reduce<Tensor>((z) => tf.sigmoid(z), y)
        .sum(),
    )(x);
  const [four, eight] = [bytesOf(depth(4)), bytesOf(depth(8))] as const;
  assert.ok(eight - four >= 4 * 400 && eight - four < 5 * 400, `${four} and ${eight}`);
});

test('counts the memory of one iteration for a loop of any length', () => {
  const loop = (count: number) => (x: Tensor) => repeat(count, x, (z) => tf.exp(tf.sin(z)));
  assert.is(bytesOf(loop(10)), bytesOf(loop(1000)));
});

test('counts one row per iteration of a stack of states', () => {
  const stacked = (count: number) => (x: Tensor) => stackStates(count, x, (z) => tf.sin(z));
  assert.is(bytesOf(stacked(20)) - bytesOf(stacked(10)), 10 * 400);
});

test.run();
