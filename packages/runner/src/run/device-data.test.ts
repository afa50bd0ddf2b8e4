import { compile, engineMemory, readTensor, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createDeviceSplit, limitSplit } from './device-data';
import { IMAGE, SPLIT } from './fixture';

const test = suite('device data');

test.before(() => startEngine().then(() => undefined));

test('gathers images as float32 in [0, 1] and labels as int32, by index', () => {
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

test('maps black to 0 and white to 1', () => {
  const device = createDeviceSplit({ images: Uint8Array.of(0, 255), labels: Uint8Array.of(0), count: 1 }, IMAGE);
  tf.tidy(() => assert.equal([...readTensor(device.batch(tf.tensor1d([0], 'int32')).images)], [0, 1]));
  device.dispose();
});

// Two images of two pixels of two channels.
const COLORED = { images: Uint8Array.of(0, 255, 51, 102, 255, 0, 204, 153), labels: Uint8Array.of(0, 1), count: 2 };
const TWO_CHANNELS = { height: 1, width: 2, channels: 2 };
const normalization = { mean: [0.2, 0.5], deviation: [0.4, 0.25] };
/** (x / 255 - mean) / deviation, by hand: image 1, then image 0. */
const normalized = [2, -2, 1.5, 0.4, -0.5, 2, 0, -0.4];

const assertNear = (actual: ArrayLike<number>, expected: readonly number[]): void => {
  assert.is(actual.length, expected.length);
  for (const [i, value] of expected.entries())
    assert.ok(Math.abs((actual[i] as number) - value) < 1e-6, `${i}: expected ${value}, got ${actual[i]}`);
};

test('normalizes each channel by its mean and deviation', () => {
  const device = createDeviceSplit(COLORED, TWO_CHANNELS, normalization);
  tf.tidy(() => {
    const { images } = device.batch(tf.tensor1d([1, 0], 'int32'));
    assert.equal(images.shape, [2, 1, 2, 2]);
    assertNear(readTensor(images), normalized);
  });
  device.dispose();
});

test('normalizes inside a compiled step without leaking tensors', () => {
  const before = engineMemory().tensors;
  const device = createDeviceSplit(COLORED, TWO_CHANNELS, normalization);
  const step = compile<{ indices: Tensor }, { images: Tensor }>(
    ({ indices }) => ({ images: device.batch(indices).images }),
    { name: 'batch' },
  );
  const indices = tf.tensor1d([1, 0], 'int32');
  for (let call = 0; call < 2; call++) {
    const { images } = step({ indices });
    assertNear(readTensor(images), normalized);
    images.dispose();
  }
  indices.dispose();
  step.dispose();
  device.dispose();
  assert.is(engineMemory().tensors, before);
});

test('limitSplit keeps the first examples, or all of them if the limit is absent or too high', () => {
  const { images, labels, count } = limitSplit(SPLIT, 3);
  assert.equal([[...images], [...labels], count], [[...SPLIT.images.subarray(0, 6)], [0, 1, 2], 3]);
  for (const limit of [undefined, 10, 11]) assert.equal(limitSplit(SPLIT, limit), SPLIT);
});

test('limitSplit limits the coarse labels too', () => {
  const coarseLabels = Uint8Array.from({ length: 10 }, (_, i) => 10 - i);
  assert.equal([...(limitSplit({ ...SPLIT, coarseLabels }, 3).coarseLabels ?? [])], [10, 9, 8]);
  assert.is(limitSplit({ ...SPLIT, coarseLabels }, undefined).coarseLabels, coarseLabels);
});

test.run();
