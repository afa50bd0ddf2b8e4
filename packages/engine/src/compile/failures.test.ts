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

/** The message of a failing call, which must leak nothing and leave the engine usable. */
function failureOf(run: () => unknown): readonly [sentence: string, place: string] {
  const before = engineMemory();
  const [sentence, place] = messageOf(run).split('\n') as [string, string];
  const after = engineMemory();
  assert.equal([after.tensors, after.handles], [before.tensors, before.handles], 'a failure leaks nothing');
  const works = tf.tidy(() => compile((x: Tensor) => tf.add(x, 1), { name: 'works' })(tf.scalar(1)).dataSync()[0]);
  assert.is(works, 2);
  return [sentence, place];
}

/** Uploads values to the device now, because uploading them at first use would count as a new handle. */
function onDevice(x: Tensor): Tensor {
  tf.tidy(() => tf.add(x, x));
  return x;
}

const on = (x: Tensor, fn: (x: Tensor) => unknown) => (): unknown => compile(fn, { name: 'step' })(x);

test('reports an op that does not fit its inputs while tracing', () => {
  const x = onDevice(tf.ones([2, 3]));
  const [sentence, place] = failureOf(on(x, (a) => tf.engine().runKernel('BatchMatMul', { a, b: a }, {})));
  assert.is(
    sentence,
    'BatchMatMulV2 of float32 [2, 3], float32 [2, 3] failed: Dimensions must be equal, but are 3 and 2',
  );
  assert.match(place, calledAt(__filename, "runKernel('BatchMatMul'"));
});

test('reports an op that fails when the compiled function runs', () => {
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

test('refuses to read a value while tracing', async () => {
  const x = onDevice(tf.ones([2, 3]));
  const expected =
    'Cannot read a tensor of shape [2, 3] while tracing a compiled function: its value would be missing or frozen. ' +
    'Return it from the function and read it outside.';
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

test('refuses to draw random numbers on the host while tracing', () => {
  const x = onDevice(tf.ones([2]));
  for (const draw of ['randomNormal', 'randomUniform', 'truncatedNormal'] as const) {
    const [sentence, place] = failureOf(on(x, (a) => tf.add(a, tf[draw]([2]))));
    assert.is(
      sentence,
      `tf.${draw} draws on the host, so a compiled function would repeat the same numbers on every call. ` +
        "Draw from the function's RandomKey instead.",
    );
    assert.match(place, calledAt(__filename, 'tf[draw]([2])'));
  }
  assert.is(tf.randomNormal([2]).size, 2, 'drawing on the host is allowed outside a trace');
});

test('refuses inputs and outputs that are not tensors', () => {
  const x = onDevice(tf.ones([2]));
  const got = (what: string, type: string): string =>
    `Expected ${what} to be a tensor, or a record or array of tensors, got ${type}. ` +
    'Wrap a number that changes in tf.scalar(...); capture constants in the closure.';
  const [sentence, place] = failureOf(on(x, () => 3));
  assert.is(sentence, got('the output of step', 'number'));
  assert.match(place, calledAt(__filename, "compile(fn, { name: 'step' })(x)"));
  assert.is(failureOf(on(x, () => undefined))[0], got('the output of step', 'undefined'));
  assert.is(failureOf(on(x, () => null))[0], got('the output of step', 'null'));
  assert.is(failureOf(on(x, async (a) => a))[0], got('the output of step', 'Promise'));
  assert.is(
    failureOf(on(x, (a) => ({ loss: [a, { total: 'low' }] })))[0],
    got('loss[1].total in the output of step', 'string'),
  );
  const step = compile((input: { x: Tensor; rate: number }) => tf.mul(input.x, input.rate), { name: 'step' });
  assert.is(failureOf(() => step({ x, rate: 0.1 }))[0], got('rate in the input of step', 'number'));
});

test('refuses disposed tensors as inputs and outputs', () => {
  const x = onDevice(tf.ones([2]));
  const disposed = tf.ones([2]);
  disposed.dispose();
  const step = compile(({ a, b }: Record<'a' | 'b', Tensor>) => tf.add(a, b), { name: 'step' });
  assert.is(
    failureOf(() => step({ a: x, b: disposed }))[0],
    'Expected b in the input of step to be a live tensor, got a disposed one. Keep it alive during the call.',
  );
  const disposing = on(x, (a) => {
    const sum = tf.add(a, 1);
    sum.dispose();
    return sum;
  });
  assert.is(
    failureOf(disposing)[0],
    'Expected the output of step to be a live tensor, got a disposed one. Keep it alive during the call.',
  );
});

test('refuses a gradient through a compiled function', () => {
  const x = onDevice(tf.ones([2]));
  const square = compile((a: Tensor) => tf.square(a), { name: 'square' });
  const [sentence, place] = failureOf(() => tf.grad((a) => tf.sum(square(a)))(x));
  assert.is(
    sentence,
    'Cannot take a gradient through the compiled function square. ' +
      'Take the gradient inside the function, or compile the whole computation.',
  );
  assert.match(place, calledAt(__filename, 'tf.sum(square(a))'));
});

test('refuses a result whose shape depends on values', () => {
  const x = onDevice(tf.tensor1d([0, 1, 1]));
  const where = (a: Tensor): Tensor => {
    const types = [{ name: 'T', type: 4, value: 1 }];
    return tensorflowBackend(tf).executeSingleOutput('Where', types, [a]);
  };
  const [sentence, place] = failureOf(on(x, where));
  assert.is(
    sentence,
    "The shape of Where's result, [-1, 1], depends on values that are unknown while tracing. " +
      'Compute it outside the compiled function, or use an op with a fixed result shape.',
  );
  assert.match(place, calledAt(__filename, "executeSingleOutput('Where'"));
});

test('passes on an error of the function itself', () => {
  const x = onDevice(tf.ones([2]));
  const failing = on(x, (a) => {
    tf.grad((b) => tf.sum(tf.square(b)))(a);
    throw new RangeError('not mine');
  });
  assert.is(failureOf(failing)[0], 'not mine');
});

test.run();
