import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { tensorflowBackend } from '../backend/tensorflow';
import { engineMemory } from '../memory';
import { dataTypes } from '../native/data-types';
import { borrowBytes, readTensor } from '../read';
import { startTestEngine } from '../testing';
import { calledAt } from '../testing/this-line';
import { tf } from '../tf';

const test = suite('libtensorflow binding');

test.before(() => startTestEngine({ backend: 'tensorflow' }).then(() => undefined));

test('reads values back unchanged, in every type', () => {
  const tensors = [
    tf.tensor1d([1.5, -0, Number.NaN, Number.POSITIVE_INFINITY, 1e-45]),
    tf.tensor1d([1, -2, 2 ** 31 - 1, -(2 ** 31)], 'int32'),
    tf.tensor1d([true, false]),
    tf.scalar(7),
    tf.zeros([2, 0, 3]),
  ];
  const expected = [
    [1.5, -0, Number.NaN, Number.POSITIVE_INFINITY, 2 ** -149],
    [1, -2, 2 ** 31 - 1, -(2 ** 31)],
    [1, 0],
    [7],
    [],
  ];
  for (const [i, tensor] of tensors.entries()) {
    const copy = tf.clone(tensor);
    const actual = tf.reshape(copy, copy.shape).dataSync();
    assert.ok(
      actual.every((value: number, at: number) => Object.is(value, expected[i]?.[at])),
      `${i}: ${actual}`,
    );
    assert.is(actual.length, expected[i]?.length);
    assert.is(actual.constructor, [Float32Array, Int32Array, Uint8Array, Float32Array, Float32Array][i]);
  }
});

test('lends bytes without a copy until they are released', () => {
  const tensor = tf.mul(tf.tensor1d([1, 2]), 2);
  const { bytes, release } = borrowBytes(tensor);
  assert.equal([...new Float32Array(bytes.slice().buffer)], [2, 4]);
  release();
  assert.equal(readTensor(tensor), Float32Array.of(2, 4));
});

test('keeps a handle as long as its tensor and counts its bytes', () => {
  const before = engineMemory();
  const sum = tf.tidy(() => tf.add(tf.ones([100, 10]), tf.ones([10])));
  const during = engineMemory();
  assert.equal([during.tensors - before.tensors, during.handles - before.handles], [1, 1]);
  assert.is(during.tensorBytes - before.tensorBytes, 4000);
  sum.dispose();
  const { tensors, handles, tensorBytes } = engineMemory();
  assert.equal([tensors, handles, tensorBytes], [before.tensors, before.handles, before.tensorBytes]);
});

test('names the op, the shapes and the line of the caller when an op fails, and leaks nothing', () => {
  const [x, at] = [tf.ones([2, 3]), tf.tensor1d([7], 'int32')];
  tf.tidy(() => [tf.add(x, x), tf.add(at, at)]);
  const before = engineMemory();
  const [sentence, place] = messageOf(() => tf.matMul(x, x)).split('\n') as [string, string];
  assert.is(
    sentence,
    'BatchMatMulV2 of float32 [2, 3], float32 [2, 3] failed: Matrix size-incompatible: In[0]: [2,3], In[1]: [2,3] 0 0',
  );
  assert.match(place, calledAt(__filename, 'tf.matMul(x, x)'));
  const gather = messageOf(() => tf.gather(x, at)).split('\n') as [string, string];
  assert.is(gather[0], 'GatherV2 of float32 [2, 3], int32 [1], int32 [] failed: indices[0] = 7 is not in [0, 2)');
  assert.match(gather[1], calledAt(__filename, 'tf.gather(x, at)'));
  const after = engineMemory();
  assert.equal([after.tensors, after.handles], [before.tensors, before.handles]);
});

test('refuses disposed tensors and unsupported types', () => {
  const { binding } = tensorflowBackend(tf);
  assert.is(
    messageOf(() => binding.tensorDataSync(-1)).split('\n')[0],
    'Tensor used after it was disposed, or after the trace that created it ended. ' +
      'Keep it alive, or return it from the compiled function.',
  );
  assert.is(
    messageOf(() => tf.concat([tf.tensor(['a']), tf.tensor(['b'])])).split('\n')[0],
    'Cannot create a string tensor. Use float32, int32 or bool.',
  );
  assert.is(
    messageOf(() => binding.createTensor([3], dataTypes.float32, [1, 2])),
    'internal: expected 12 bytes for shape [3], got 8.',
  );
});

test.run();
