import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { engineMemory } from '../memory';
import { assertNoLeaks, startTestEngine } from '../testing';
import { calledAt } from '../testing/this-line';
import { tf } from '../tf';
import { createBytes } from './bytes';

const test = suite('bytes on the device');

test.before(() => startTestEngine({ backend: 'tensorflow' }).then(() => undefined));

test('rows by index, as float32 of 0 to 255, indices repeated and in any order', () => {
  const bytes = createBytes(Uint8Array.of(0, 1, 127, 128, 254, 255), [3, 1, 2]);
  const rows = bytes.gather(tf.tensor1d([2, 0, 2], 'int32'));
  assert.equal([rows.shape, rows.dtype], [[3, 1, 2], 'float32']);
  assert.equal([...rows.dataSync()], [254, 255, 0, 1, 254, 255]);
});

test('a byte takes a byte, until it is disposed', () => {
  const before = engineMemory().tensorBytes;
  const bytes = createBytes(new Uint8Array(5000), [50, 100]);
  assert.is(engineMemory().tensorBytes - before, 5000);
  const at = tf.tensor1d([1, 2], 'int32');
  assertNoLeaks(() => bytes.gather(at));
  at.dispose();
  bytes.dispose();
  assert.is(engineMemory().tensorBytes, before);
});

test('the number of bytes must fit the shape', () => {
  assert.is(
    messageOf(() => createBytes(new Uint8Array(5), [2, 3])),
    'Bytes of shape [2, 3] need 6 values, found 5.',
  );
});

test('an index outside names the shapes and the line', () => {
  const bytes = createBytes(new Uint8Array(6), [2, 3]);
  const [sentence, place] = messageOf(() => bytes.gather(tf.tensor1d([0, 2], 'int32'))).split('\n') as [string, string];
  assert.is(sentence, 'GatherV2 of uint8 [2, 3], int32 [2], int32 [] failed: indices[1] = 2 is not in [0, 2)');
  assert.match(place, calledAt(__filename, 'messageOf(() => bytes.gather('));
});

test.run();
