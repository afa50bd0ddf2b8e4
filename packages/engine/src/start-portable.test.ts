import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from './compile/compile';
import { startEngine } from './start';
import { tf } from './tf';

const test = suite('portable backend startup');

test('starts one engine for concurrent calls', async () => {
  const [first, second] = await Promise.all([
    startEngine({ backend: 'wasm' }),
    startEngine({ threads: 4, compiler: 'graph' }),
  ]);
  assert.ok(first === second);
  assert.equal(first, {
    backend: 'wasm',
    version: '4.22.0',
    device: 'cpu',
    threads: 1,
    oneDnn: false,
    compiler: 'none',
    reason: 'asked for',
  });
});

test('runs compiled functions op by op and lets gradients pass through them', () => {
  const square = compile((x: ReturnType<typeof tf.scalar>) => ({ square: tf.square(x) }), {
    name: 'square',
    compiler: 'graph',
  });
  assert.equal(
    [
      ...tf
        .grad((x) => square(x as never).square)(tf.scalar(3))
        .dataSync(),
    ],
    [6],
  );
  assert.is(square.signatures(), 0);
});

test.run();
