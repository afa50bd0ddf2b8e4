import { messageOf } from '@noprop/core/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertNoLeaks, startTestEngine } from '../testing';
import { tf } from '../tf';
import { compile } from './compile';
import { repeat } from './repeat';
import { stackStates } from './stack-states';

const test = suite('stackStates');

test.before(() => startTestEngine({ backend: 'tensorflow' }).then(() => undefined));

interface State {
  readonly pair: Tensor;
  readonly sum: Tensor;
  readonly even: Tensor;
}

/** The Fibonacci iteration (a, b) -> (b, a + b), the sum of i, and whether i is even. */
const fibonacci = (count: number, start: State): State =>
  stackStates(count, start, ({ pair, sum }, i) => {
    const [a, b] = tf.unstack(pair) as [Tensor, Tensor];
    const even = tf.equal(tf.mod(i, tf.scalar(2, 'int32')), tf.scalar(0, 'int32'));
    return { pair: tf.stack([b, tf.add(a, b)]), sum: tf.add(sum, i), even };
  });

const start = (): State => ({
  pair: tf.tensor1d([0, 1]),
  sum: tf.scalar(0, 'int32'),
  even: tf.scalar(false, 'bool'),
});

for (const compiler of ['graph', 'xla', 'none'] as const) {
  test(`compiler ${compiler}: returns all states from first to last`, () => {
    const run = compile((state: State) => fibonacci(5, state), { name: 'fibonacci', compiler });
    const first = start();
    const { pair, sum, even } = run(first);
    assert.equal(pair.arraySync(), [
      [0, 1],
      [1, 1],
      [1, 2],
      [2, 3],
      [3, 5],
      [5, 8],
    ]);
    assert.equal([[...sum.dataSync()], sum.dtype], [[0, 0, 1, 3, 6, 10], 'int32']);
    assert.equal([[...even.dataSync()].map(Boolean), even.dtype], [[false, true, false, true, false, true], 'bool']);
    assert.equal([...first.pair.dataSync()], [0, 1], 'the initial state is unchanged');
    assertNoLeaks(() => run(first));
  });

  test(`compiler ${compiler}: returns a separate stack for each call and each nested loop`, () => {
    const nested = (x: Tensor): Tensor =>
      stackStates(2, { x, rows: tf.zeros([4, 1]) }, ({ x: outer }) => {
        const rows = stackStates(3, outer, (each) => tf.add(each, 1));
        return { x: tf.reshape(tf.slice(rows, [3, 0], [1, 1]), [1]), rows };
      }).rows;
    const run = compile(nested, { name: 'nested', compiler });
    const stacks = [run(tf.tensor1d([0])), run(tf.tensor1d([100]))].map((rows) => [...rows.dataSync()]);
    const expected = (from: number): number[] => [0, 0, 0, 0, ...[0, 1, 2, 3, 3, 4, 5, 6].map((step) => from + step)];
    assert.equal(stacks, [expected(0), expected(100)]);
  });
}

test('returns a stack that a later loop can read', () => {
  const sumOfSquares = compile(
    (x: Tensor) => {
      const rows = stackStates(4, x, (each) => tf.add(each, 1));
      return repeat(5, { sum: tf.scalar(0) as Tensor }, ({ sum }, i) => ({
        sum: tf.add(sum, tf.square(tf.gather(rows, i))),
      })).sum;
    },
    { name: 'squares' },
  );
  assert.equal([...sumOfSquares(tf.scalar(1)).dataSync()], [55]);
});

test('runs as an ordinary loop outside a compiled function and leaks nothing', () => {
  const first = start();
  assertNoLeaks(() => fibonacci(4, first));
  assert.equal([...fibonacci(0, first).pair.dataSync()], [0, 1]);
});

test('refuses a body that changes the shape, and a gradient', () => {
  const grow = (x: Tensor) => stackStates(2, x, (each) => tf.concat([each, each]));
  const [eager, compiled] = [grow, compile(grow, { name: 'grow' })].map(
    (run) => messageOf(() => run(tf.ones([1]))).split('\n')[0] as string,
  );
  assert.match(
    eager as string,
    /^Expected the body of the loop to return the state 0 float32\[1\], got 0 float32\[2\]\./,
  );
  assert.match(compiled as string, /float32\[1\]/);
  const slope = messageOf(() => tf.grad((x: Tensor) => stackStates(2, x, (each) => tf.mul(x, each)))(tf.scalar(2)));
  assert.match(slope, /^Cannot take a gradient through repeat/);
});

test.run();
