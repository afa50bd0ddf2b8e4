import { philox4x32 } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createBytes } from '../bytes/bytes';
import { borrowBytes } from '../read';
import { startTestEngine } from '../testing';
import { tf } from '../tf';
import { PHILOX_BITS } from './kernel-names';

const test = suite('kernels on the portable backends');

test.before(() => startTestEngine({ backend: 'cpu' }).then(() => undefined));

test('bits are Philox words, block by block, with the counter carrying between words', () => {
  const inputs = { key: tf.tensor1d([-5, 9], 'int32'), counter: tf.tensor1d([-1, -1, 3, 4], 'int32') };
  const bits = tf.engine().runKernel(PHILOX_BITS, inputs, { shape: [7] }) as ReturnType<typeof tf.scalar>;
  const expected = [...philox4x32([-1, -1, 3, 4], [-5, 9]), ...philox4x32([0, 0, 4, 4], [-5, 9])];
  assert.equal(
    [...bits.dataSync()],
    expected.slice(0, 7).map((word) => word | 0),
  );
});

test('gathers rows of bytes and refuses an index out of range', () => {
  const bytes = createBytes(Uint8Array.of(1, 2, 3, 4), [2, 2]);
  assert.equal(bytes.gather(tf.tensor1d([1, 0], 'int32')).arraySync(), [
    [3, 4],
    [1, 2],
  ]);
  assert.is(
    messageOf(() => bytes.gather(tf.tensor1d([0, -1], 'int32'))).split('\n')[0],
    'GatherV2 of uint8 [2, 2] failed: indices[1] = -1 is not in [0, 2)',
  );
});

test('lends the bytes of a tensor', () => {
  const { bytes, release } = borrowBytes(tf.tensor1d([1, -1], 'int32'));
  assert.equal([...bytes], [1, 0, 0, 0, 255, 255, 255, 255]);
  release();
});

test.run();
