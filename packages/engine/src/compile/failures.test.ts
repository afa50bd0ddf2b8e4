import { messageOf } from '@noprop/core/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { tensorflowBackend } from '../backend/tensorflow';
import { engineMemory } from '../memory';
import { borrowBytes } from '../read';
import { startTestEngine } from '../testing';
import { calledAt } from '../testing/this-line';
import { tf } from '../tf';
import { compile } from './compile';

const test = suite('failures of compiled functions');

test.before(() => startTestEngine({ backend: 'tensorflow' }).then(() => undefined));

/** Message of a failing call, which must leave nothing behind and the engine usable. */
function failureOf(run: () => unknown): readonly [sentence: string, place: string] {
  const before = engineMemory();
  const [sentence, place] = messageOf(run).split('\n') as [string, string];
  const after = engineMemory();
  assert.equal([after.tensors, after.handles], [before.tensors, before.handles], 'a failure leaks');
  const works = tf.tidy(() => compile((x: Tensor) => tf.add(x, 1), { name: 'works' })(tf.scalar(1)).dataSync()[0]);
  assert.is(works, 2);
  return [sentence, place];
}

/** Values are written to the device at their first use, which would count as a new handle. */
function onDevice(x: Tensor): Tensor {
  tf.tidy(() => tf.add(x, x));
  return x;
}

const on = (x: Tensor, fn: (x: Tensor) => unknown) => (): unknown => compile(fn, { name: 'step' })(x);

test('an op that does not fit its inputs, found while tracing', () => {
  const x = onDevice(tf.ones([2, 3]));
  const [sentence, place] = failureOf(on(x, (a) => tf.engine().runKernel('BatchMatMul', { a, b: a }, {})));
  assert.is(
    sentence,
    'BatchMatMulV2 of float32 [2, 3], float32 [2, 3] failed: Dimensions must be equal, but are 3 and 2',
  );
  assert.match(place, calledAt(__filename, "runKernel('BatchMatMul'"));
});

test('an op that fails when the compiled function runs', () => {
  const x = onDevice(tf.ones([2, 3]));
  const at = onDevice(tf.tensor1d([7], 'int32'));
  const rows = compile(
    (inputs: Record<'x' | 'at', Tensor>) => {
      const doubled = tf.mul(inputs.x, 2);
      return tf.gather(doubled, inputs.at);
    },
    { name: 'rows of x' },
  );
  const good = tf.tensor1d([1], 'int32');
  rows({ x, at: good }).dispose();
  const [sentence, place] = failureOf(() => rows({ x, at }));
  assert.is(
    sentence,
    'GatherV2 of float32 [2, 3], int32 [1], int32 [] failed in rows of x: indices[0] = 7 is not in [0, 2)',
  );
  assert.match(place, calledAt(__filename, 'return tf.gather(doubled'));
  assert.equal([...rows({ x, at: good }).dataSync()], [2, 2, 2], 'the function stays usable');
});

test('reading a value while tracing', async () => {
  const x = onDevice(tf.ones([2, 3]));
  const expected =
    'A tensor of shape [2, 3] is read while a compiled function is traced: its value would be missing or frozen. Return it from the function and read it outside.';
  const [sentence, place] = failureOf(on(x, (a) => tf.mul(a, a.dataSync()[0] as number)));
  assert.is(sentence, expected);
  assert.match(place, calledAt(__filename, 'a.dataSync()[0]'));
  assert.is(failureOf(on(x, (a) => a.arraySync()))[0], expected);
  assert.is(failureOf(on(x, () => x.dataSync()))[0], expected, 'a captured tensor too');
  assert.is(failureOf(on(x, (a) => borrowBytes(a)))[0], expected);
  let reading: Promise<unknown> | undefined;
  tf.tidy(() => {
    on(x, (a) => {
      reading = a.data();
      return a;
    })();
  });
  assert.is(await reading?.then(String, (error: Error) => error.message.split('\n')[0]), expected);
});

test('drawing random numbers on the host while tracing', () => {
  const x = onDevice(tf.ones([2]));
  for (const draw of ['randomNormal', 'randomUniform', 'truncatedNormal'] as const) {
    const [sentence, place] = failureOf(on(x, (a) => tf.add(a, tf[draw]([2]))));
    assert.is(
      sentence,
      `tf.${draw} draws on the host, so a compiled function would repeat the same numbers for ever. Draw from the RandomKey that the function is given.`,
    );
    assert.match(place, calledAt(__filename, 'tf[draw]([2])'));
  }
  assert.is(tf.randomNormal([2]).size, 2, 'outside of a trace the host may draw');
});

test('anything but tensors, going in or coming out', () => {
  const x = onDevice(tf.ones([2]));
  const rest =
    'compiled functions take and return tensors only, in records and arrays. Wrap a number that changes as tf.scalar(...), and bind the others in the closure.';
  const [sentence, place] = failureOf(on(x, () => 3));
  assert.is(sentence, `The output of step is of type number; ${rest}`);
  assert.match(place, calledAt(__filename, "compile(fn, { name: 'step' })(x)"));
  assert.is(failureOf(on(x, () => undefined))[0], `The output of step is of type undefined; ${rest}`);
  assert.is(failureOf(on(x, () => null))[0], `The output of step is of type null; ${rest}`);
  assert.is(failureOf(on(x, async (a) => a))[0], `The output of step is of type Promise; ${rest}`);
  assert.is(
    failureOf(on(x, (a) => ({ loss: [a, { total: 'low' }] })))[0],
    `loss[1].total in the output of step is of type string; ${rest}`,
  );
  const step = compile((input: { x: Tensor; rate: number }) => tf.mul(input.x, input.rate), { name: 'step' });
  assert.is(failureOf(() => step({ x, rate: 0.1 }))[0], `rate in the input of step is of type number; ${rest}`);
});

test('tensors that are gone, going in or coming out', () => {
  const x = onDevice(tf.ones([2]));
  const gone = tf.ones([2]);
  gone.dispose();
  const step = compile(({ a, b }: Record<'a' | 'b', Tensor>) => tf.add(a, b), { name: 'step' });
  assert.is(
    failureOf(() => step({ a: x, b: gone }))[0],
    'b in the input of step is a tensor that was disposed. Keep it alive until then.',
  );
  const disposing = on(x, (a) => {
    const sum = tf.add(a, 1);
    sum.dispose();
    return sum;
  });
  assert.is(failureOf(disposing)[0], 'The output of step is a tensor that was disposed. Keep it alive until then.');
});

test('a gradient through a compiled function', () => {
  const x = onDevice(tf.ones([2]));
  const square = compile((a: Tensor) => tf.square(a), { name: 'square' });
  const [sentence, place] = failureOf(() => tf.grad((a) => tf.sum(square(a)))(x));
  assert.is(
    sentence,
    'A gradient is taken through the compiled function square, which tfjs cannot see into. Take the gradient inside the function, or compile the whole.',
  );
  assert.match(place, calledAt(__filename, 'tf.sum(square(a))'));
});

test('a result whose shape depends on values', () => {
  const x = onDevice(tf.tensor1d([0, 1, 1]));
  const where = (a: Tensor): Tensor => {
    const types = [{ name: 'T', type: 4, value: 1 }];
    return tensorflowBackend(tf).executeSingleOutput('Where', types, [a]);
  };
  const [sentence, place] = failureOf(on(x, where));
  assert.is(
    sentence,
    "The shape of Where's result depends on values, which a compiled function cannot know (found [-1, 1]). Compute it outside, or use an op of fixed shape.",
  );
  assert.match(place, calledAt(__filename, "executeSingleOutput('Where'"));
});

test('an error of the function itself passes through', () => {
  const x = onDevice(tf.ones([2]));
  const failing = on(x, (a) => {
    tf.grad((b) => tf.sum(tf.square(b)))(a);
    throw new RangeError('not mine');
  });
  assert.is(failureOf(failing)[0], 'not mine');
});

test.run();
