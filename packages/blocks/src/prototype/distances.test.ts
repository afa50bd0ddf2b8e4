import { readTensor, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createFeatureGroups, disposeFeatureGroups, type FeatureGroup, sliceRows, squaredDistances } from './distances';

const test = suite('squaredDistances');

test.before(() => startEngine().then(() => undefined));

const distancesOf = (group: FeatureGroup): number[] => [...readTensor(squaredDistances(group, group))];

test('matches distances computed by hand between selected images', () => {
  const { groups, weights } = createFeatureGroups(Uint8Array.of(0, 0, 9, 9, 3, 4), [0, 2], 2, [1]);
  tf.tidy(() => assert.equal(distancesOf(groups[0] as FeatureGroup), [0, 25, 25, 0]));
  assert.equal(weights, [1]);
  disposeFeatureGroups(groups);
});

test('separates channels of different weights', () => {
  const { groups, weights } = createFeatureGroups(Uint8Array.of(0, 0, 10, 20, 1, 2, 10, 20), [0, 1], 4, [1, 0.25]);
  assert.equal(weights, [1, 0.25]);
  tf.tidy(() =>
    assert.equal(groups.map(distancesOf), [
      [0, 1, 1, 0],
      [0, 4, 4, 0],
    ]),
  );
  disposeFeatureGroups(groups);
});

test('is exact for 32 x 32 x 3 images and odd distances beyond 2^24', () => {
  const size = 3072;
  const images = new Uint8Array(3 * size).fill(255, size, 2 * size);
  images.set([1], 2 * size + 5);
  const { groups } = createFeatureGroups(images, [0, 1, 2], size, [1]);
  const far = size * 255 ** 2;
  const nearer = far - 255 ** 2 + 254 ** 2;
  tf.tidy(() => assert.equal(distancesOf(groups[0] as FeatureGroup), [0, far, 1, far, 0, nearer, 1, nearer, 0]));
  disposeFeatureGroups(groups);
});

test('splits more than 32,768 features so that no sum overflows int32', () => {
  const size = 40_000;
  const images = new Uint8Array(2 * size).fill(255, size);
  const { groups, weights } = createFeatureGroups(images, [0, 1], size, [2]);
  assert.equal(weights, [2, 2]);
  const across = groups.map((group) => tf.tidy(() => distancesOf(group)[1]));
  assert.equal(across, [32_768 * 255 ** 2, 7232 * 255 ** 2]);
  disposeFeatureGroups(groups);
});

test('computes distances from a slice of the images to all', () => {
  const { groups } = createFeatureGroups(Uint8Array.of(0, 1, 3, 6), [0, 1, 2, 3], 1, [1]);
  tf.tidy(() => {
    const [all] = groups as [FeatureGroup];
    const found: Tensor = squaredDistances(sliceRows(all, 1, 2), all);
    assert.equal(
      [found.shape, [...readTensor(found)]],
      [
        [2, 4],
        [1, 0, 4, 25, 9, 4, 0, 9],
      ],
    );
  });
  disposeFeatureGroups(groups);
});

test.run();
