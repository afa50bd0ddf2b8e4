import type { TrainingData } from '@noprop/core';
import { startEngine } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { computePrototypes } from './prototypes';

const test = suite('computePrototypes');

test.before(() => startEngine().then(() => undefined));

/** Two classes of one-pixel, two-channel images; the second class has one image. */
const data: TrainingData = {
  split: { images: Uint8Array.of(0, 0, 255, 51, 102, 0, 2, 0), labels: Uint8Array.of(0, 1, 0, 0), count: 4 },
  image: { height: 1, width: 1, channels: 2 },
  classes: 2,
};

const rounded = (values: Float32Array): number[] => [...values].map((value) => Number(value.toFixed(6)));

test('takes one image per class, scaled to [0, 1]', async () => {
  assert.equal(rounded(await computePrototypes(data)), [0.007843, 0, 1, 0.2]);
});

test('applies the normalization of each channel', async () => {
  const normalization = { mean: [0.5, 0.1], deviation: [0.5, 0.25] };
  assert.equal(rounded(await computePrototypes({ ...data, normalization })), [-0.984314, -0.4, 1, 0.4]);
});

test('weighs the channels by their normalization', async () => {
  const split = { images: Uint8Array.of(0, 90, 30, 100, 40, 0), labels: Uint8Array.of(0, 0, 0), count: 3 };
  const chosen = async (deviation: number[]): Promise<number[]> => {
    const normalization = { mean: [0, 0], deviation };
    return rounded(await computePrototypes({ ...data, split, classes: 1, normalization }));
  };
  // The median of two distances is half their sum, so the image opposite the longest side is chosen.
  assert.equal(await chosen([1, 1]), [0, 0.352941]);
  assert.equal(await chosen([0.01, 1]), [11.764706, 0.392157]);
});

test('reports progress for every class', async () => {
  const messages: string[] = [];
  await computePrototypes({ ...data, onProgress: (message) => messages.push(message) });
  assert.equal(messages, ['prototype 1 of 2: class 0, 3 images', 'prototype 2 of 2: class 1, 1 image']);
});

const failure = async (labels: number[]): Promise<string> => {
  const split = { ...data.split, labels: Uint8Array.from(labels) };
  return computePrototypes({ ...data, split, classes: 4 }).then(String, (error: Error) => error.message);
};

test('names the classes without a training image', async () => {
  const hint = 'Raise training.limit, or set embedding.with.init: orthogonal.  [class_without_images]';
  assert.is(await failure([0, 1, 3, 0]), `embedding  Class 2 has no training image to use as a prototype. ${hint}`);
  assert.is(
    await failure([0, 0, 3, 0]),
    `embedding  Classes 1, 2 have no training image to use as a prototype. ${hint}`,
  );
});

test.run();
