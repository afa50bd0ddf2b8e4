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

test('gathers rows as float32 from 0 to 255, with indices repeated and in any order', () => {
  const bytes = createBytes(Uint8Array.of(0, 1, 127, 128, 254, 255), [3, 1, 2]);
  const rows = bytes.gather(tf.tensor1d([2, 0, 2], 'int32'));
  assert.equal([rows.shape, rows.dtype], [[3, 1, 2], 'float32']);
  assert.equal([...rows.dataSync()], [254, 255, 0, 1, 254, 255]);
});

test('uses one byte of memory per byte until disposed', () => {
  const before = engineMemory().tensorBytes;
  const bytes = createBytes(new Uint8Array(5000), [50, 100]);
  assert.is(engineMemory().tensorBytes - before, 5000);
  const at = tf.tensor1d([1, 2], 'int32');
  assertNoLeaks(() => bytes.gather(at));
  at.dispose();
  bytes.dispose();
  assert.is(engineMemory().tensorBytes, before);
});

test('refuses data that does not fit the shape', () => {
  assert.is(
    messageOf(() => createBytes(new Uint8Array(5), [2, 3])),
    'Expected 6 bytes for shape [2, 3], got 5.',
  );
});

test('names the shapes and the line for an index out of range', () => {
  const bytes = createBytes(new Uint8Array(6), [2, 3]);
  const [sentence, place] = messageOf(() => bytes.gather(tf.tensor1d([0, 2], 'int32'))).split('\n') as [string, string];
  assert.is(sentence, 'GatherV2 of uint8 [2, 3], int32 [2], int32 [] failed: indices[1] = 2 is not in [0, 2)');
  assert.match(place, calledAt(__filename, 'messageOf(() => bytes.gather('));
});

test.run();
