import { type BlockFamily, buildComponent, createScope, type RandomKey } from '@noprop/core';
import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toyParts } from '../laws/toy-parts';
import { assertClose, mean, valuesOf } from '../shared/fixture';
import { noPropDt } from './noprop-dt';

const test = suite('predictor of noprop/noprop-dt');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const { alphaBar, transition } = toyParts.schedule;
const at = (t: number): number => alphaBar[t] as number;

/** What is left at step t of a deviation of z_0. */
const remaining = (t: number): number =>
  Array.from({ length: t }, (_, i) => transition(i + 1).b).reduce((a, b) => a * b, 1);

type Logits = (images: Tensor, z: Tensor) => Tensor;

const blocksOf = (logits: Logits): BlockFamily => ({
  create: () => ({
    parameters: {},
    statistics: {},
    features: (_scope, images) => images,
    logits: (_scope, images, z) => logits(images, z),
  }),
});

/** Knows the class exactly: it is written in the first three pixels. */
const exact: Logits = (images) => tf.mul(1000, tf.slice(tf.reshape(images, [-1, 16]), [0, 0], [-1, 3]));

interface Found {
  readonly shape: readonly number[];
  readonly scores: readonly number[];
  /** Undefined where the predictor returns none. */
  readonly chain: readonly (readonly number[])[] | undefined;
  readonly alone: readonly (readonly number[])[] | undefined;
}

/** Predicts images of class 1, with a head that shows z itself. */
function predict(count: number, inferenceNoise: string, random: RandomKey, logits = exact, diagnostics = true): Found {
  const { predictor } = buildComponent(noPropDt, { inferenceNoise }, { ...toyParts, blocks: blocksOf(logits) });
  const scopeOf = (parameters: Record<string, Tensor>) =>
    createScope({ group: 'any', parameters, statistics: {}, random, training: false }).scope;
  const found: Found[] = [];
  tf.tidy(() => {
    const head = scopeOf({ kernel: tf.eye(3), bias: tf.zeros([3]) });
    const empty = scopeOf({});
    const scopes = { 'block/1': empty, 'block/2': empty, 'block/3': empty, head, embedding: empty };
    const images = tf.reshape(tf.oneHot(tf.fill([count], 1, 'int32') as Tensor1D, 16, 1, 0, 'float32'), [
      count,
      4,
      4,
      1,
    ]);
    const { scores, chain, alone } = predictor.predict({ scopes, images, random, diagnostics });
    const numbers = (tensors: readonly Tensor[] | undefined) => tensors?.map((tensor) => [...readTensor(tensor)]);
    found.push({ shape: scores.shape, scores: [...readTensor(scores)], chain: numbers(chain), alone: numbers(alone) });
  });
  return found[0] as Found;
}

const startOf = (random: RandomKey, count: number): number[] =>
  valuesOf(() => random.fold('zNoise').normal([count, 3]));

test('noise off: z_t is sqrt(abar_t) u + b_1...b_t (z_0 - sqrt(abar_0) u), the closed form', () => {
  const random = hostKey(1, 'predict');
  const { chain, scores } = predict(2, 'off', random);
  const wanted = [1, 2, 3].map((t) =>
    startOf(random, 2).map((start, j) => {
      const u = j % 3 === 1 ? 1 : 0;
      return Math.sqrt(at(t)) * u + remaining(t) * (start - Math.sqrt(at(0)) * u);
    }),
  );
  assertClose(chain?.flat() ?? [], wanted.flat(), 1e-6);
  assert.equal(scores, chain?.[2], 'the class is read from z_T');
});

/** Variance of z_t from z_0 ~ N(0, I): that of q(z_t | y), and what is left of z_0's being too wide. */
const varianceOf = (t: number): number => 1 - at(t) + remaining(t) ** 2 * at(0);
const cases = [
  ['on', [1, 2, 3].map(varianceOf)],
  ['all-but-last', [varianceOf(1), varianceOf(2), varianceOf(3) - transition(3).c]],
  ['off', [1, 2, 3].map((t) => remaining(t) ** 2)],
] as const;

for (const [inferenceNoise, variances] of cases) {
  test(`noise ${inferenceNoise}: mean and variance of z_t over 4000 images`, () => {
    const count = 4000;
    const { chain } = predict(count, inferenceNoise, hostKey(2, 'predict'));
    for (const [t, variance] of variances.map((value, i) => [i + 1, value] as const)) {
      for (const [component, u] of [0, 1, 0].entries()) {
        const column = (chain?.[t - 1] ?? []).filter((_, j) => j % 3 === component);
        const wanted = (Math.sqrt(at(t)) - remaining(t) * Math.sqrt(at(0))) * u;
        const centre = mean(column);
        const spread = mean(column.map((value) => (value - centre) ** 2));
        const meanScore = (centre - wanted) / Math.sqrt(variance / count);
        const varianceScore = (spread / variance - 1) / Math.sqrt(2 / count);
        assert.ok(Math.abs(meanScore) < 4, `t = ${t}, component ${component}: mean ${centre}, z = ${meanScore}`);
        assert.ok(
          Math.abs(varianceScore) < 4,
          `t = ${t}, component ${component}: variance ${spread}, z = ${varianceScore}`,
        );
      }
    }
  });
}

test('the noise of a step is independent of that of other steps and of z_0', () => {
  const count = 4000;
  const random = hostKey(3, 'predict');
  const states = [startOf(random, count), ...(predict(count, 'on', random).chain ?? [])];
  const noises = [1, 2, 3].map((t) => {
    const { a, b, c } = transition(t);
    return (states[t] ?? []).map(
      (z, j) => (z - b * (states[t - 1]?.[j] as number) - (j % 3 === 1 ? a : 0)) / Math.sqrt(c),
    );
  });
  [states[0] ?? [], ...noises].forEach((first, i, all) => {
    all.slice(0, i + 1).forEach((second, j) => {
      const product = mean(first.map((value, k) => value * (second[k] as number)));
      const score = (product - (i === j ? 1 : 0)) / Math.sqrt((i === j ? 2 : 1) / (3 * count));
      assert.ok(Math.abs(score) < 4, `noise ${i} with noise ${j}: ${product}, z = ${score}`);
    });
  });
});

test('each block alone answers from z_0 ~ N(0, I), whatever the chain makes of it', () => {
  const random = hostKey(4, 'predict');
  const start = startOf(random, 2);
  assert.equal(predict(2, 'on', random, (_images, z) => z).alone, [start, start, start]);
});

test('without diagnostics the scores are the same, and there is neither chain nor alone', () => {
  const random = hostKey(5, 'predict');
  const { shape, scores, chain, alone } = predict(5, 'on', random, exact, false);
  assert.equal(shape, [5, 3]);
  assert.equal([chain, alone], [undefined, undefined]);
  assert.equal(scores, predict(5, 'on', random).scores);
});

test.run();
