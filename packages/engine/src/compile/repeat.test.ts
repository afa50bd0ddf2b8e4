import { messageOf } from '@noprop/core/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createRandomKey, hostKey, keyTensor } from '../random/key';
import { assertClose, assertNoLeaks, startTestEngine } from '../testing';
import { calledAt } from '../testing/this-line';
import { tf } from '../tf';
import { compile } from './compile';
import { repeat } from './repeat';

const test = suite('repeat');

test.before(() => startTestEngine({ backend: 'tensorflow' }).then(() => undefined));

const values = (tensor: Tensor): number[] => [...tensor.dataSync()];

/** The Fibonacci iteration (a, b) -> (b, a + b), and the sum of i. */
const fibonacci = (count: number, start: { a: Tensor; b: Tensor; sum: Tensor }) =>
  repeat(count, start, ({ a, b, sum }, i) => ({ a: b, b: tf.add(a, b), sum: tf.add(sum, i) }));

const start = () => ({ a: tf.scalar(0), b: tf.scalar(1), sum: tf.scalar(0, 'int32') });

for (const compiler of ['graph', 'xla', 'none'] as const) {
  test(`compiler ${compiler}: computes Fibonacci numbers`, () => {
    const run = compile((state: ReturnType<typeof start>) => fibonacci(20, state), { name: 'fibonacci', compiler });
    const { a, b, sum } = run(start());
    assert.equal([values(a), values(b), values(sum)], [[6765], [10946], [190]]);
    assert.is(sum.dtype, 'int32');
    const first = start();
    assertNoLeaks(() => run(first));
  });
}

test('runs as an ordinary loop outside a compiled function and returns separate tensors', () => {
  const first = start();
  const { a, sum } = fibonacci(10, first);
  assert.equal([values(a), values(sum)], [[55], [45]]);
  const none = repeat(0, first, () => {
    throw new Error('the body must not run');
  });
  none.a.dispose();
  assert.equal(values(first.a), [0]);
  assertNoLeaks(() => fibonacci(3, first));
});

test('returns its state for a count of 0 in a compiled function', () => {
  const run = compile((x: Tensor) => repeat(0, { x }, ({ x: each }) => ({ x: tf.mul(2, each) })).x, { name: 'none' });
  assert.equal(values(run(tf.tensor1d([1, 2]))), [1, 2]);
});

test('traces the body once and captures inputs, intermediate results and outside tensors', () => {
  let traces = 0;
  const outside = tf.tensor2d([
    [0, 1],
    [1, 0],
  ]);
  const run = compile(
    ({ x, step }: Record<'x' | 'step', Tensor>) => {
      const doubled = tf.mul(2, step);
      return repeat(7, { x }, ({ x: each }) => {
        traces++;
        return { x: tf.add(tf.matMul(each, outside), doubled) };
      }).x;
    },
    { name: 'swap' },
  );
  // Each iteration swaps the two values and adds 2, so seven turn (1, 10) into (10 + 14, 1 + 14).
  assert.equal(values(run({ x: tf.tensor2d([[1, 10]]), step: tf.scalar(1) })), [24, 15]);
  assert.equal(values(run({ x: tf.tensor2d([[1, 10]]), step: tf.scalar(0) })), [10, 1]);
  assert.is(traces, 1);
});

test('accepts values created before a loop and first used inside it', () => {
  const run = compile(
    (x: Tensor) => {
      const table = tf.tensor1d([1, 10, 100]);
      return repeat(3, { x }, ({ x: outer }, i) => {
        const factor = tf.scalar(2);
        return repeat(2, { x: outer }, ({ x: inner }) => ({ x: tf.add(inner, tf.mul(factor, tf.gather(table, i))) }));
      }).x;
    },
    { name: 'table' },
  );
  assert.equal(values(run(tf.scalar(1))), [445]);
  assert.equal(values(run(tf.scalar(2))), [446]);
});

test('supports nested loops and two loops in one function', () => {
  const run = compile(
    (x: Tensor) => {
      const nested = repeat(3, { x }, ({ x: outer }, i) =>
        repeat(2, { x: outer }, ({ x: inner }, j) => ({
          x: tf.add(inner, tf.add(tf.mul(tf.scalar(10, 'int32'), i), j)),
        })),
      );
      return repeat(4, nested, ({ x: each }) => ({ x: tf.mul(tf.scalar(2, 'int32'), each) })).x;
    },
    { name: 'nested' },
  );
  // The sum over i and j of 10 i + j is 63.
  assert.equal(values(run(tf.scalar(1, 'int32'))), [64 * 16]);
  run.dispose();
  assert.equal(values(run(tf.scalar(0, 'int32'))), [63 * 16], 'traces again after disposing its loops');
});

test('draws different random numbers per index, equal whether compiled or not', () => {
  const sum = (key: ReturnType<typeof hostKey>) =>
    repeat(5, { total: tf.zeros([3]) }, ({ total }, i) => ({
      total: tf.add(total, key.fold('noise').at(i).normal([3])),
    })).total;
  const compiled = compile(({ key, step }: Record<'key' | 'step', Tensor>) => sum(createRandomKey(key, step)), {
    name: 'draws',
  });
  const host = hostKey(1, 'loop', 2).fold('noise');
  const each = Array.from({ length: 5 }, (_, i) => values(host.at(tf.scalar(i, 'int32')).normal([3])));
  const expected = [0, 1, 2].map((d) => each.reduce((total, row) => total + (row[d] as number), 0));
  assert.is(new Set(each.flat()).size, 15);
  assertClose(compiled({ key: keyTensor(1, 'loop'), step: tf.scalar(2, 'int32') }), expected, 1e-6);
  assertClose(sum(hostKey(1, 'loop', 2)), expected, 1e-6);
});

test('refuses a body that changes the shape, compiled or not', () => {
  const grow = (x: Tensor) => repeat(2, { x }, ({ x: each }) => ({ x: tf.concat([each, each]) }));
  const expected =
    'Expected the body of the loop to return the state {"x":0} float32[1], got {"x":0} float32[2]. ' +
    'Return the same tree with the same types and shapes.';
  assert.is(messageOf(() => grow(tf.ones([1]))).split('\n')[0], expected);
  const compiled = compile(grow, { name: 'grow' });
  assert.is(messageOf(() => compiled(tf.ones([1]))).split('\n')[0], expected);
  assert.equal(values(tf.add(1, 1)), [2], 'no trace is left open');
});

test('refuses a gradient but allows one given by tf.customGrad', () => {
  const cube = (x: Tensor) => repeat(2, { x }, ({ x: each }) => ({ x: tf.mul(x, each) })).x;
  const message =
    'Cannot take a gradient through repeat: it does not keep intermediate states. ' +
    'Unroll the loop, or define its gradient with tf.customGrad.';
  assert.is(messageOf(() => tf.grad(cube)(tf.scalar(2))).split('\n')[0], message);
  const own = tf.customGrad((x, save) => {
    (save as (saved: Tensor[]) => void)([x as Tensor]);
    return { value: cube(x as Tensor), gradFunc: (dy, [kept]) => tf.mul(dy, tf.mul(3, tf.square(kept as Tensor))) };
  });
  const compiled = compile((x: Tensor) => tf.grad((y) => own(y))(x), { name: 'own' });
  assert.equal(values(compiled(tf.scalar(2))), [12]);
});

test('names the op, the function and the line for a failure inside a loop', () => {
  const gather = compile(
    (list: Tensor) =>
      repeat(4, { x: list }, ({ x }, i) => ({ x: tf.add(x, tf.gather(list, tf.mul(tf.scalar(2, 'int32'), i))) })).x,
    { name: 'out_of_range' },
  );
  const [sentence, place] = messageOf(() => gather(tf.tensor1d([1, 2, 3]))).split('\n') as [string, string];
  assert.match(
    sentence,
    /^GatherV2 of float32 \[3\], int32 \[\], int32 \[\] failed in out_of_range: indices = 4 is not in \[0, 3\)$/,
  );
  assert.match(place, calledAt(__filename, 'tf.gather(list'));
});

test.run();
