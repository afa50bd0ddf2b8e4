import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { philox4x32 } from './philox';
import { permutation, RandomStream, streamId, streamKey } from './stream';

const test = suite('random streams');

const words = (count: number, stream: RandomStream): number[] => Array.from({ length: count }, () => stream.word());

test('stream ids are stable', () => {
  assert.is(streamId(''), -1421968373);
  assert.is(streamId('shuffle'), 1931084904);
  assert.is(streamId('init/image/conv1/kernel'), 1416225328);
  assert.is(streamId('größe'), -845039812);
});

test('a key consists of the seed and the stream id', () => {
  assert.equal(streamKey(7, 'shuffle'), [7, streamId('shuffle')]);
  assert.equal(streamKey(0xffffffff, 'shuffle'), [-1, streamId('shuffle')]);
});

test('draws Philox words block by block, with the given counter in the high words', () => {
  const stream = new RandomStream(3, 'noise', [5, 6]);
  const key = streamKey(3, 'noise');
  assert.equal(words(8, stream), [...philox4x32([0, 0, 5, 6], key), ...philox4x32([1, 0, 5, 6], key)]);
});

test('draws the golden words, uniforms, integers and normals', () => {
  const stream = new RandomStream(1, 'golden');
  assert.is(stream.word(), 4227752851);
  assert.is(stream.uniform(), 0.8696267661871389);
  assert.equal([stream.below(10), stream.below(1000), stream.below(2 ** 32)], [7, 224, 3437444409]);
  assert.ok(Math.abs(stream.normal() - 0.5865751608378877) < 1e-14);
});

test('streams with different seeds, names or counters share no block', () => {
  const streams = [1, 2].flatMap((seed) =>
    ['shuffle', 'init', 'noise/block/1'].flatMap((name) =>
      [0, 1].map((epoch) => new RandomStream(seed, name, [epoch, 0])),
    ),
  );
  const seen = new Set(streams.flatMap((stream) => pairs(words(2000, stream))));
  assert.is(seen.size, streams.length * 1000);
});

/** Pairs of words as 64-bit values. The chance that 12,000 random ones repeat is 4e-12. */
const pairs = (all: readonly number[]): string[] =>
  all.flatMap((word, i) => (i % 2 === 0 ? [] : [`${all[i - 1]} ${word}`]));

test('keeps the largest word inside (0, 1) and below the bound', () => {
  const largest = new (class extends RandomStream {
    override word(): number {
      return 0xffffffff;
    }
  })(0, '');
  assert.ok(largest.uniform() < 1);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 32 }), (bound) => largest.below(bound) === bound - 1),
    { seed: 1 },
  );
});

test('moments of 20,000 normals are within five standard errors', () => {
  const stream = new RandomStream(2, 'moments');
  const values = Array.from({ length: 20_000 }, () => stream.normal());
  const mean = values.reduce((a, b) => a + b) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  assert.ok(Math.abs(mean) < 5 / Math.sqrt(values.length), `mean ${mean}`);
  assert.ok(Math.abs(variance - 1) < 5 * Math.sqrt(2 / values.length), `variance ${variance}`);
});

test('draws the golden permutations', () => {
  assert.equal([...permutation(10, new RandomStream(1, 'shuffle', [0, 0]))], [9, 5, 0, 4, 6, 8, 3, 1, 2, 7]);
  assert.equal([...permutation(10, new RandomStream(1, 'shuffle', [1, 0]))], [5, 8, 1, 9, 6, 4, 2, 0, 7, 3]);
});

test('a permutation contains every index once', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.integer(), (count, seed) => {
      const order = permutation(count, new RandomStream(seed, 'shuffle'));
      assert.equal(
        [...order].sort((a, b) => a - b),
        Array.from({ length: count }, (_, i) => i),
      );
    }),
    { seed: 1 },
  );
});

test('draws every permutation of three about equally often', () => {
  const counts = new Map<string, number>();
  for (let epoch = 0; epoch < 6000; epoch++) {
    const order = permutation(3, new RandomStream(1, 'fair', [epoch, 0])).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
  assert.is(counts.size, 6);
  assert.ok(chiSquare < 20.5, `chi square ${chiSquare} exceeds the 99.9 % point of 5 degrees of freedom`);
});

test.run();
