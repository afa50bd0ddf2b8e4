import { readTensor, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createParts, disposeParts, type Part, sliceRows, squaredDistances } from './distances';

const test = suite('squaredDistances');

test.before(() => startEngine().then(() => undefined));

const distancesOf = (part: Part): number[] => [...readTensor(squaredDistances(part, part))];

test('by hand: three images of two pixels, of which two are taken', () => {
  const { parts, weights } = createParts(Uint8Array.of(0, 0, 9, 9, 3, 4), [0, 2], 2, [1]);
  tf.tidy(() => assert.equal(distancesOf(parts[0] as Part), [0, 25, 25, 0]));
  assert.equal(weights, [1]);
  disposeParts(parts);
});

test('channels come apart, each with its weight', () => {
  const { parts, weights } = createParts(Uint8Array.of(0, 0, 10, 20, 1, 2, 10, 20), [0, 1], 4, [1, 0.25]);
  assert.equal(weights, [1, 0.25]);
  tf.tidy(() =>
    assert.equal(parts.map(distancesOf), [
      [0, 1, 1, 0],
      [0, 4, 4, 0],
    ]),
  );
  disposeParts(parts);
});

test('exact for the largest images of 32 x 32 x 3 and for odd distances beyond 2^24', () => {
  const size = 3072;
  const images = new Uint8Array(3 * size).fill(255, size, 2 * size);
  images.set([1], 2 * size + 5);
  const { parts } = createParts(images, [0, 1, 2], size, [1]);
  const far = size * 255 ** 2;
  const nearer = far - 255 ** 2 + 254 ** 2;
  tf.tidy(() => assert.equal(distancesOf(parts[0] as Part), [0, far, 1, far, 0, nearer, 1, nearer, 0]));
  disposeParts(parts);
});

test('more than 32,768 features are split, so that no sum leaves int32', () => {
  const size = 40_000;
  const images = new Uint8Array(2 * size).fill(255, size);
  const { parts, weights } = createParts(images, [0, 1], size, [2]);
  assert.equal(weights, [2, 2]);
  const across = parts.map((part) => tf.tidy(() => distancesOf(part)[1]));
  assert.equal(across, [32_768 * 255 ** 2, 7232 * 255 ** 2]);
  disposeParts(parts);
});

test('rows are the same images', () => {
  const { parts } = createParts(Uint8Array.of(0, 1, 3, 6), [0, 1, 2, 3], 1, [1]);
  tf.tidy(() => {
    const [all] = parts as [Part];
    const found: Tensor = squaredDistances(sliceRows(all, 1, 2), all);
    assert.equal(
      [found.shape, [...readTensor(found)]],
      [
        [2, 4],
        [1, 0, 4, 25, 9, 4, 0, 9],
      ],
    );
  });
  disposeParts(parts);
});

test.run();
