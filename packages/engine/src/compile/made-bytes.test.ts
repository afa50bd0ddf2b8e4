import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startTestEngine } from '../testing';
import { tf } from '../tf';
import { compile } from './compile';
import { record } from './record';
import { repeat } from './repeat';

const test = suite('bytes that a compiled function makes');

test.before(() => startTestEngine({ backend: 'tensorflow', threads: 1 }).then(() => undefined));

/** Of a function of 100 float32 values, which are 400 bytes. */
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

test('of a chain two tensors are alive at once: what is read and what is made', () => {
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

test('what is needed later stays alive', () => {
  // a, b, c and then each sum of two.
  const kept = (x: Tensor): Tensor => {
    const [a, b] = [tf.exp(x), tf.sin(x)];
    return tf.add(a, tf.add(b, tf.cos(b)));
  };
  assert.is(bytesOf(kept), 4 * 400);
});

test('results count, and a view or the input itself does not', () => {
  assert.is(
    bytesOf((x) => [tf.exp(x), tf.sin(x), tf.cos(x)]),
    3 * 400,
  );
  assert.is(
    bytesOf((x) => tf.reshape(tf.exp(tf.reshape(x, [10, 10])), [100])),
    // The new shapes are constants of two values and of one.
    400 + 8 + 4,
  );
  assert.is(
    bytesOf((x) => x),
    0,
  );
});

test('other types and constants count by their size', () => {
  assert.is(
    bytesOf((x) => tf.cast(x, 'bool')),
    100,
  );
  // One constant of three values, gathered.
  assert.is(
    bytesOf((x) => tf.gather(x, tf.tensor1d([0, 1, 2], 'int32'))),
    3 * 4 + 4 + 3 * 4,
  );
});

test('the gradient of a chain keeps what its backward pass needs', () => {
  const depth = (count: number) => (x: Tensor) =>
    tf.grad((y) =>
      Array.from({ length: count })
        .reduce<Tensor>((z) => tf.sigmoid(z), y)
        .sum(),
    )(x);
  const [four, eight] = [bytesOf(depth(4)), bytesOf(depth(8))] as const;
  assert.ok(eight - four >= 4 * 400 && eight - four < 5 * 400, `${four} and ${eight}`);
});

test('a loop holds one step of its own, however long it is', () => {
  const loop = (count: number) => (x: Tensor) => repeat(count, x, (z) => tf.exp(tf.sin(z)));
  assert.is(bytesOf(loop(10)), bytesOf(loop(1000)));
});

test('a record grows by a row a step', () => {
  const recorded = (count: number) => (x: Tensor) => record(count, x, (z) => tf.sin(z));
  assert.is(bytesOf(recorded(20)) - bytesOf(recorded(10)), 10 * 400);
});

test.run();
