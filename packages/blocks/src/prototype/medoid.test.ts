import { startEngine, tf } from '@noprop/engine';
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findMedoid } from './medoid';

const test = suite('findMedoid');

test.before(() => startEngine().then(() => undefined));

/** A reference in plain double precision: all distances, and every median by sorting. */
function oracle(images: Uint8Array, members: readonly number[], size: number, weights: readonly number[]): number {
  const distance = (a: number, b: number): number => {
    let squared = 0;
    for (let i = 0; i < size; i++) {
      const difference = (images[a * size + i] as number) - (images[b * size + i] as number);
      squared += (weights[i % weights.length] as number) * difference ** 2;
    }
    return Math.sqrt(squared);
  };
  const medians = members.map((own) => {
    const sorted = members
      .filter((other) => other !== own)
      .map((other) => distance(own, other))
      .sort((a, b) => a - b);
    return ((sorted[(sorted.length - 1) >> 1] as number) + (sorted[sorted.length >> 1] as number)) / 2;
  });
  return medians.indexOf(Math.min(...medians));
}

test('picks the smallest median, not the smallest mean, and the first of two', async () => {
  // Medians of the distances to the others: 253.5, 101, 198.5, 100, 100. The last image has the smallest mean.
  assert.is(await findMedoid(Uint8Array.of(255, 0, 200, 1, 2), [0, 1, 2, 3, 4], 1, [1]), 3);
});

test('picks the only image, and the first of equals', async () => {
  assert.is(await findMedoid(Uint8Array.of(1, 2, 3), [1], 1, [1]), 0);
  assert.is(await findMedoid(Uint8Array.of(7, 7, 7), [0, 1, 2], 1, [1]), 0);
  assert.is(await findMedoid(Uint8Array.of(90, 5, 8), [0, 1], 1, [1]), 0);
  assert.is(await findMedoid(Uint8Array.of(90, 1, 5, 3), [1, 2, 3], 1, [1]), 2);
});

/** Few distinct values give many ties; weights that are powers of two keep the oracle's sums exact. */
const anyClass = fc
  .record({
    pixels: fc.integer({ min: 1, max: 4 }),
    weights: fc.constantFrom([1], [1, 4, 0.25], [2, 0.5]),
    values: fc.constantFrom([0, 1], [0, 128, 255], [3, 4, 5, 6, 200]),
    count: fc.integer({ min: 2, max: 14 }),
    seed: fc.nat(1_000_000),
  })
  .map(({ pixels, weights, values, count, seed }) => {
    const size = pixels * weights.length;
    const images = Uint8Array.from({ length: (count + 1) * size }, (_, i) => {
      const mixed = Math.imul(i + 1 + seed * 977, 0x9e3779b1) >>> 8;
      return values[mixed % values.length] as number;
    });
    // Leave out the first image, so that indices and positions differ.
    return { images, members: Array.from({ length: count }, (_, i) => i + 1), size, weights };
  });

test('agrees with the reference, ties included', () =>
  fc.assert(
    fc.asyncProperty(anyClass, async ({ images, members, size, weights }) => {
      assert.is(await findMedoid(images, members, size, weights), oracle(images, members, size, weights));
    }),
    { numRuns: 60 },
  ));

for (const weights of [[1], [1 / 0.247 ** 2, 1 / 0.243 ** 2, 1 / 0.262 ** 2]]) {
  test(`agrees across blocks of rows with ${weights.length} weight(s), and leaks no tensor`, async () => {
    const [count, size] = [700, 6];
    const images = Uint8Array.from({ length: count * size }, (_, i) => Math.imul(i + 11, 0x9e3779b1) >>> 24);
    const members = Array.from({ length: count }, (_, i) => i);
    const before = tf.memory().numTensors;
    assert.is(await findMedoid(images, members, size, weights), oracle(images, members, size, weights));
    assert.is(tf.memory().numTensors, before);
  });
}

test.run();
