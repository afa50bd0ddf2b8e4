import type { DatasetSplit, Method, Predicted, Prediction } from '@noprop/core';
import { engineMemory, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createDeviceSplit } from './device-data';
import { createSplitPredictor } from './predictions';

const test = suite('split predictor');

test.before(() => startEngine().then(() => undefined));

/** Three batches, the last one smaller. The second of two pixels is brighter in every third image. */
const COUNT = 1203;
const SPLIT: DatasetSplit = {
  images: Uint8Array.from({ length: 2 * COUNT }, (_, i) =>
    i % 2 === 0 ? 100 : Math.floor(i / 2) % 3 === 0 ? 200 : 50,
  ),
  labels: Uint8Array.from({ length: COUNT }, (_, i) => i % 7),
  count: COUNT,
};

async function predictAll(
  predict: (pixels: Tensor, noise: Tensor) => Prediction,
  run = 0,
): Promise<readonly Predicted[]> {
  const method: Method = {
    groups: [],
    updates: [],
    epoch: [],
    predictor: {
      predict: ({ images, random }) =>
        predict(tf.reshape(images, [-1, 2]), random.normal([images.shape[0] as number, 2])),
    },
  };
  const device = createDeviceSplit(SPLIT, { height: 1, width: 2, channels: 1 });
  const batches: Predicted[] = [];
  const predictor = createSplitPredictor(method, SPLIT, device);
  for await (const batch of predictor.predict({ groups: {}, updates: {} }, 1, run)) batches.push(batch);
  predictor.dispose();
  device.dispose();
  return batches;
}

const classesOf = (batches: readonly Predicted[]): number[] => batches.flatMap(({ classes }) => [...classes]);

test('classifies every image once, in order, next to its label', async () => {
  const batches = await predictAll((pixels) => ({ scores: pixels }));
  assert.equal(
    batches.map(({ labels }) => labels.length),
    [500, 500, 203],
  );
  assert.equal(
    classesOf(batches),
    Array.from({ length: COUNT }, (_, i) => (i % 3 === 0 ? 1 : 0)),
  );
  assert.equal(
    batches.flatMap(({ labels }) => [...labels]),
    [...SPLIT.labels],
  );
});

const diagnostics = [
  [{}, 0, 0],
  [{ chain: 2 }, 2, 0],
  [{ alone: 3 }, 0, 3],
  [{ chain: 1, alone: 2 }, 1, 2],
] as const;

for (const [reported, inChain, alone] of diagnostics) {
  test(`passes on what a method reports of its blocks: ${JSON.stringify(reported)}`, async () => {
    const [batch] = await predictAll((pixels) => ({
      scores: pixels,
      ...('chain' in reported && { chain: Array(reported.chain).fill(tf.neg(pixels)) }),
      ...('alone' in reported && { alone: Array(reported.alone).fill(pixels) }),
    }));
    const expected = Array.from({ length: 500 }, (_, i) => (i % 3 === 0 ? 1 : 0));
    assert.equal(
      batch?.chain.map((row) => [...row]),
      Array(inChain).fill(expected.map((value) => 1 - value)),
    );
    assert.equal(
      batch?.alone.map((row) => [...row]),
      Array(alone).fill(expected),
    );
  });
}

test('draws noise by run index, and anew in each batch', async () => {
  const noisy = (run: number) => predictAll((_pixels, noise) => ({ scores: noise }), run);
  const first = await noisy(0);
  assert.equal(classesOf(await noisy(0)), classesOf(first));
  assert.not.equal(classesOf(await noisy(1)), classesOf(first));
  assert.not.equal([...(first[1]?.classes ?? [])], [...(first[0]?.classes ?? [])]);
});

for (const [name, bad] of [
  ['infinite', Number.POSITIVE_INFINITY],
  ['NaN', Number.NaN],
] as const) {
  test(`refuses a score that is ${name}`, async () => {
    // 0 * infinity is NaN, so the message shows NaN for either.
    const spoiled = (pixels: Tensor): Tensor =>
      tf.where(
        tf.equal(tf.range(0, pixels.shape[0] as number), 2).reshape([-1, 1]),
        tf.fill(pixels.shape, bad),
        pixels,
      );
    const message = await predictAll((pixels) => ({ scores: spoiled(pixels) })).then(
      () => 'no error',
      (error: Error) => error.message,
    );
    assert.is(
      message,
      'Expected finite scores for image 3, got NaN. The parameters are unusable. Train again with a smaller learning rate.  [not_finite]',
    );
  });
}

test('leaks no tensors or handles', async () => {
  const before = engineMemory();
  await predictAll((pixels) => ({ scores: pixels, chain: [pixels], alone: [pixels] }));
  const after = engineMemory();
  assert.equal([after.tensors, after.handles], [before.tensors, before.handles]);
});

test.run();
