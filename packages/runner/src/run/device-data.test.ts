import { readTensor, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createDeviceSplit, limitSplit } from './device-data';
import { IMAGE, SPLIT } from './fixture';

const test = suite('device data');

test.before(() => startEngine().then(() => undefined));

test('gathers images and labels by index: float32 in [0, 1] and int32', () => {
  const device = createDeviceSplit(SPLIT, IMAGE);
  tf.tidy(() => {
    const { images, labels } = device.batch(tf.tensor1d([7, 0, 7], 'int32'));
    const pixels = [7, 0, 7].flatMap((i) => [...SPLIT.images.subarray(2 * i, 2 * i + 2)]);
    assert.equal(images.shape, [3, 1, 2, 1]);
    readTensor(images).forEach((value, i) =>
      assert.ok(Math.abs(value - (pixels[i] as number) / 255) < 1e-7, String(value)),
    );
    assert.is(labels.dtype, 'int32');
    assert.equal([...readTensor(labels)], [1, 0, 1]);
  });
  device.dispose();
});

test('black is 0 and white is 1', () => {
  const device = createDeviceSplit({ images: Uint8Array.of(0, 255), labels: Uint8Array.of(0), count: 1 }, IMAGE);
  tf.tidy(() => assert.equal([...readTensor(device.batch(tf.tensor1d([0], 'int32')).images)], [0, 1]));
  device.dispose();
});

test('a limit keeps the first examples; none, or too high a one, keeps all', () => {
  const { images, labels, count } = limitSplit(SPLIT, 3);
  assert.equal([[...images], [...labels], count], [[...SPLIT.images.subarray(0, 6)], [0, 1, 2], 3]);
  for (const limit of [undefined, 10, 11]) assert.equal(limitSplit(SPLIT, limit), SPLIT);
});

test.run();
