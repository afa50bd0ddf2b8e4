import { type BlockFamily, buildComponent, createScope, type Prediction, type RandomKey } from '@noprop/core';
import { hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toyParts } from '../laws/toy-parts';
import { assertClose, mean } from '../shared/fixture';
import { noPropDt } from './noprop-dt';

const test = suite('predictor of noprop/noprop-dt');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const { alphaBar, steps, transition } = toyParts.schedule;
const at = (t: number): number => alphaBar[t] as number;

/** Knows the class exactly: it is written in the first three pixels. */
const exactBlocks: BlockFamily = {
  create: () => ({
    parameters: {},
    statistics: {},
    features: (_scope, images) => tf.reshape(images, [images.shape[0] as number, 16]),
    logits: (_scope, features) => tf.mul(1000, tf.slice(features, [0, 0], [-1, 3])),
  }),
};

/** Predicts images of class 1 with an exact denoiser and a head that shows z itself. */
function predict(images: number, inferenceNoise: string, random: RandomKey, check: (found: Prediction) => void, diagnostics = true): void {
  const { predictor } = buildComponent(noPropDt, { inferenceNoise }, { ...toyParts, blocks: exactBlocks });
  tf.tidy(() => {
    const scopeOf = (parameters: object) =>
      createScope({ group: 'any', parameters: { ...parameters }, statistics: {}, random, training: false }).scope;
    const head = scopeOf({ kernel: tf.eye(3), bias: tf.zeros([3]) });
    const empty = scopeOf({});
    const scopes = { 'block/1': empty, 'block/2': empty, 'block/3': empty, head, embedding: empty };
    const pixels = tf.tile(tf.reshape(tf.oneHot(tf.tensor1d([1], 'int32'), 16), [1, 4, 4, 1]), [images, 1, 1, 1]);
    check(predictor.predict({ scopes, images: tf.cast(pixels, 'float32'), random, diagnostics }));
  });
}

/** What is left at step t of a deviation of z_0. */
const remaining = (t: number): number => Array.from({ length: t }, (_, i) => transition(i + 1).b).reduce((a, b) => a * b, 1);

test('noise off: z_t is sqrt(abar_t) u + b_1...b_t (z_0 - sqrt(abar_0) u), the closed form', () => {
  const random = hostKey(1, 'predict');
  predict(2, 'off', random, ({ chain, scores }) => {
    const zNoise = [...readTensor(random.fold('zNoise').normal([2, 3]))];
    chain?.forEach((z, i) => {
      const wanted = zNoise.map((start, j) => {
        const u = j % 3 === 1 ? 1 : 0;
        return Math.sqrt(at(i + 1)) * u + remaining(i + 1) * (start - Math.sqrt(at(0)) * u);
      });
      assertClose([...readTensor(z)], wanted, 1e-6);
    });
    assert.equal(readTensor(scores), readTensor((chain as typeof chain & object)[steps - 1] as typeof scores));
  });
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
    predict(count, inferenceNoise, hostKey(2, 'predict'), ({ chain }) => {
      chain?.forEach((z, i) => {
        const values = [...readTensor(z)];
        [0, 1, 0].forEach((u, d) => {
          const column = values.filter((_, j) => j % 3 === d);
          const wanted = (Math.sqrt(at(i + 1)) - remaining(i + 1) * Math.sqrt(at(0))) * u;
          const variance = variances[i] as number;
          const centre = mean(column);
          const spread = mean(column.map((value) => (value - centre) ** 2));
          const meanScore = (centre - wanted) / Math.sqrt(variance / count);
          const varianceScore = (spread / variance - 1) / Math.sqrt(2 / count);
          assert.ok(Math.abs(meanScore) < 4, `t = ${i + 1}, component ${d}: mean ${centre}, z = ${meanScore}`);
          assert.ok(Math.abs(varianceScore) < 4, `t = ${i + 1}, component ${d}: variance ${spread}, z = ${varianceScore}`);
        });
      });
    });
  });
}

test('the noise of a step is independent of that of other steps and of z_0', () => {
  const count = 4000;
  const random = hostKey(3, 'predict');
  predict(count, 'on', random, ({ chain = [] }) => {
    const states = [random.fold('zNoise').normal([count, 3]), ...chain].map((z) => [...readTensor(z)]);
    const noises = [1, 2, 3].map((t) => {
      const { a, b, c } = transition(t);
      const before = states[t - 1] as number[];
      return (states[t] as number[]).map((z, j) => (z - b * (before[j] as number) - (j % 3 === 1 ? a : 0)) / Math.sqrt(c));
    });
    const all = [states[0] as number[], ...noises];
    for (let i = 0; i < all.length; i++) {
      for (let j = 0; j <= i; j++) {
        const product = mean((all[i] as number[]).map((value, k) => value * ((all[j] as number[])[k] as number)));
        const score = (product - (i === j ? 1 : 0)) / Math.sqrt((i === j ? 2 : 1) / (3 * count));
        assert.ok(Math.abs(score) < 4, `noise ${i} with noise ${j}: ${product}, z = ${score}`);
      }
    }
  });
});

test('chain and alone have a matrix of scores for each block; without diagnostics there is neither', () => {
  predict(5, 'on', hostKey(1, 'predict'), ({ scores, chain, alone }) => {
    assert.equal(scores.shape, [5, 3]);
    assert.equal([chain, alone].map((each) => each?.map(({ shape }) => shape)), Array(2).fill(Array(3).fill([5, 3])));
    for (const logits of alone ?? []) assert.equal([...readTensor(logits)].slice(0, 3), [0, 1000, 0], "the block's own logits");
  });
  predict(5, 'on', hostKey(1, 'predict'), (found) => assert.equal(Object.keys(found), ['scores']), false);
});

test.run();
