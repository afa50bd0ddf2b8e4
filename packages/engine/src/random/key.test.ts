import { philox4x32, streamId, streamKey, type Words4 } from '@noprop/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../compile/compile';
import { assertClose, assertNoLeaks, startTestEngine } from '../testing';
import { tf } from '../tf';
import { createRandomKey, hostKey, keyTensor } from './key';

const test = suite('random keys');

test.before(() => startTestEngine({ backend: 'tensorflow' }).then(() => undefined));

const values = (tensor: Tensor): number[] => [...tensor.dataSync()];

test('bits are Philox words with a key of seed and stream and a counter of block, step and purpose', () => {
  const bits = values(hostKey(7, 'noise', 3).fold('dropout').bits([2, 3]));
  const block = (i: number): Words4 => philox4x32([i, 0, 3, streamId('/dropout')], streamKey(7, 'noise'));
  assert.equal(
    bits,
    [...block(0), ...block(1)].slice(0, 6).map((word) => word | 0),
  );
});

test('a uniform uses the low 23 bits of its word', () => {
  const key = hostKey(7, 'noise', 3);
  const expected = values(key.bits([50])).map((word) => (word & 0x7fffff) / 0x800000);
  assert.equal(values(key.uniform([50])), expected);
});

test('a Bernoulli draw uses half a word and is true with the given probability', () => {
  const key = hostKey(7, 'noise', 3);
  const halves = values(key.bits([3])).flatMap((word) => [(word << 16) >> 16, word >> 16]);
  const expected = halves.slice(0, 5).map((half) => (half + 0x8000 < 0.25 * 0x10000 ? 1 : 0));
  const draw = key.bernoulli([5], 0.25);
  assert.equal(values(draw), expected);
  assert.is(draw.dtype, 'bool');
  const share = (probability: number): number =>
    tf.mean(tf.cast(key.bernoulli([40_000], probability), 'float32')).dataSync()[0] as number;
  assert.equal([share(0), share(1)], [0, 1]);
  assertClose(share(0.3), 0.3, 0.03, 'share of 40,000 draws at 0.3');
});

test('uniforms are in [0, 1), and the moments of uniforms and normals are within five standard errors', () => {
  const count = 100_000;
  const uniform = values(hostKey(2, 'moments').uniform([count]));
  assert.ok(uniform.every((value) => value >= 0 && value < 1));
  const [mean, variance] = moments(uniform);
  assert.ok(Math.abs(mean - 0.5) < 5 * Math.sqrt(1 / 12 / count), `mean ${mean}`);
  assert.ok(Math.abs(variance - 1 / 12) < 5 * Math.sqrt(1 / 180 / count), `variance ${variance}`);
  const normal = values(hostKey(2, 'moments').normal([count]));
  const [normalMean, normalVariance] = moments(normal);
  assert.ok(Math.abs(normalMean) < 5 / Math.sqrt(count), `mean ${normalMean}`);
  assert.ok(Math.abs(normalVariance - 1) < 5 * Math.sqrt(2 / count), `variance ${normalVariance}`);
  const beyondTwo = normal.filter((value) => Math.abs(value) > 2).length / count;
  assert.ok(
    Math.abs(beyondTwo - 0.0455) < 5 * Math.sqrt(0.0455 / count),
    `fraction beyond two standard deviations: ${beyondTwo}`,
  );
});

test('normals come from uniforms by Box-Muller, cosines first, then sines', () => {
  const key = hostKey(5, 'normals');
  const uniform = values(key.uniform([6]));
  const [first, second] = [uniform.slice(0, 3), uniform.slice(3)];
  const polar = (wave: (x: number) => number): number[] =>
    first.map((u, i) => Math.sqrt(-2 * Math.log(1 - u)) * wave(2 * Math.PI * (second[i] as number)));
  const expected = [...polar(Math.cos), ...polar(Math.sin)];
  assertClose(key.normal([5]), expected.slice(0, 5), 1e-5, 'normals');
  assert.equal(key.normal([5, 1]).shape, [5, 1]);
});

test('equal keys give equal numbers; other names, steps, streams and seeds give different ones', () => {
  const draw = (seed: number, stream: string, step: number, ...path: string[]): string =>
    values(path.reduce((key, name) => key.fold(name), hostKey(seed, stream, step)).bits([64])).join();
  const drawn = [
    draw(1, 'noise', 0),
    draw(1, 'noise', 0, 'a'),
    draw(1, 'noise', 0, 'b'),
    draw(1, 'noise', 0, 'a', 'b'),
    draw(1, 'noise', 0, 'b', 'a'),
    draw(1, 'noise', 1),
    draw(1, 'init', 0),
    draw(2, 'noise', 0),
  ];
  assert.is(new Set(drawn).size, drawn.length);
  assert.is(draw(1, 'noise', 0, 'a'), drawn[1]);
});

test('draws from two folded keys are uncorrelated', () => {
  const count = 50_000;
  const [a, b] = ['a', 'b'].map((name) => hostKey(1, 'noise').fold(name).normal([count])) as [Tensor, Tensor];
  const correlation = tf.mean(tf.mul(a, b)).dataSync()[0] as number;
  assert.ok(Math.abs(correlation) < 5 / Math.sqrt(count), `correlation ${correlation}`);
});

test('a compiled function takes the step as an input and draws the same numbers', () => {
  const noise = compile(
    ({ key, step }: Record<'key' | 'step', Tensor>) => {
      const random = createRandomKey(key, step).fold('dropout');
      return [random.bits([3, 3]), random.uniform([7]), random.bernoulli([9], 0.5)];
    },
    { name: 'noise' },
  );
  for (const step of [0, 1, 2 ** 31 - 1]) {
    const actual = noise({ key: keyTensor(4, 'noise'), step: tf.scalar(step, 'int32') }).map(values);
    const random = hostKey(4, 'noise', step).fold('dropout');
    assert.equal(actual, [random.bits([3, 3]), random.uniform([7]), random.bernoulli([9], 0.5)].map(values));
  }
  assert.is(noise.signatures(), 1);
});

test('draws leak nothing', () => {
  const key = hostKey(1, 'noise').fold('leaks');
  assertNoLeaks(() => [key.bits([3]), key.uniform([3]), key.normal([3]), key.bernoulli([3], 0.5)]);
});

function moments(numbers: readonly number[]): readonly [mean: number, variance: number] {
  const mean = numbers.reduce((a, b) => a + b) / numbers.length;
  return [mean, numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length];
}

test.run();
