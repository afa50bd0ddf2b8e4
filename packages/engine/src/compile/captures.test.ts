import { messageOf } from '@noprop/core/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createBytes } from '../bytes/bytes';
import { assertNoLeaks, startTestEngine } from '../testing';
import { calledAt } from '../testing/this-line';
import { tf } from '../tf';
import { compile } from './compile';

const test = suite('captured tensors');

test.before(() => startTestEngine({ backend: 'tensorflow' }).then(() => undefined));

const DISPOSED =
  'Tensor used after it was disposed, or after the trace that created it ended. ' +
  'Keep it alive, or return it from the compiled function.';

test('captures tensors and numbers of the closure', () => {
  const offset = tf.tensor1d([10, 20]);
  const shift = compile((x: Tensor) => tf.add(tf.add(x, offset), 0.5), { name: 'shift' });
  assert.equal([...shift(tf.tensor1d([1, 2])).dataSync()], [11.5, 22.5]);
  assert.equal([...shift(tf.tensor1d([3, 4])).dataSync()], [13.5, 24.5]);
});

test('passes a captured tensor as an input on each call, so it must stay alive', () => {
  const offset = tf.tensor1d([10, 20]);
  const shift = compile((x: Tensor) => tf.add(x, offset), { name: 'shift' });
  const x = tf.tensor1d([1, 2]);
  assert.equal([...shift(x).dataSync()], [11, 22]);
  offset.dispose();
  const [sentence, place] = messageOf(() => shift(x)).split('\n') as [string, string];
  assert.is(sentence, DISPOSED);
  assert.match(place, calledAt(__filename, '] = messageOf(() => shift(x))'));
});

test('captures only the first value of a variable, so values that change must be inputs', () => {
  const first = tf.scalar(1);
  const variable = tf.variable(first);
  first.dispose();
  const read = compile((x: Tensor) => tf.add(x, variable), { name: 'read' });
  assert.equal([...read(tf.scalar(0)).dataSync()], [1]);
  variable.assign(tf.scalar(5));
  const [sentence] = messageOf(() => read(tf.scalar(0))).split('\n');
  assert.is(sentence, DISPOSED, 'refuses the disposed first value');
  const given = compile((inputs: Record<'x' | 'v', Tensor>) => tf.add(inputs.x, inputs.v), { name: 'given' });
  assert.equal([...given({ x: tf.scalar(0), v: variable }).dataSync()], [5]);
});

test('captures bytes on the device', () => {
  const bytes = createBytes(Uint8Array.of(1, 2, 3, 4, 250, 255), [3, 2]);
  const rows = compile((indices: Tensor) => tf.div(bytes.gather(indices), 10), { name: 'rows' });
  const at = tf.tensor1d([2, 0], 'int32');
  assert.equal(rows(at).arraySync(), [
    [25, 25.5],
    [Math.fround(0.1), Math.fround(0.2)],
  ]);
  assertNoLeaks(() => rows(at));
  bytes.dispose();
  assert.is(messageOf(() => rows(at)).split('\n')[0], DISPOSED);
});

test('refuses a tensor of a trace after the trace has ended', () => {
  let kept: Tensor | undefined;
  const leaky = compile(
    (x: Tensor) => {
      kept = tf.keep(tf.add(x, 1));
      return tf.mul(x, 2);
    },
    { name: 'leaky' },
  );
  leaky(tf.scalar(1));
  const eager = messageOf(() => tf.add(kept as Tensor, 1)).split('\n') as [string, string];
  assert.is(eager[0], DISPOSED);
  assert.match(eager[1], calledAt(__filename, 'const eager = '));
  const other = compile((x: Tensor) => tf.add(x, kept as Tensor), { name: 'other' });
  assert.is(messageOf(() => other(tf.scalar(1))).split('\n')[0], DISPOSED);
  assert.is(messageOf(() => (kept as Tensor).dataSync()).split('\n')[0], DISPOSED);
});

test.run();
