import type { RandomKey } from '@noprop/core';
import { hostKey, startEngine } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toyParts } from '../laws/toy-parts';
import { assertClose, valuesOf } from '../shared/fixture';
import { exact, type Found, type Logits, predictKnown } from '../shared/known-predictions';
import { assertIndependent, assertNormal } from '../shared/scores';
import { noPropDt } from './noprop-dt';

const test = suite('predictor of noprop/noprop-dt');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const { alphaBar, transition } = toyParts.schedule;
const at = (t: number): number => alphaBar[t] as number;

/** The fraction of a deviation of z_0 that remains at step t. */
const remaining = (t: number): number =>
  Array.from({ length: t }, (_, i) => transition(i + 1).b).reduce((a, b) => a * b, 1);

/** Predicts images of class 1 with a head that returns z itself. */
function predict(
  count: number,
  inferenceNoise: string,
  random: RandomKey,
  logits: Logits = exact,
  diagnostics = true,
): Found {
  const options = { inferenceNoise };
  const known = { component: noPropDt, options, parts: toyParts, time: 'discrete', logits, count, random } as const;
  return predictKnown({ ...known, diagnostics });
}

const startOf = (random: RandomKey, count: number): number[] =>
  valuesOf(() => random.fold('zNoise').normal([count, 3]));

test('without noise, z_t is sqrt(abar_t) u + b_1...b_t (z_0 - sqrt(abar_0) u)', () => {
  const random = hostKey(1, 'predict');
  const { chain, scores } = predict(2, 'off', random);
  const expected = [1, 2, 3].map((t) =>
    startOf(random, 2).map((start, j) => {
      const u = j % 3 === 1 ? 1 : 0;
      return Math.sqrt(at(t)) * u + remaining(t) * (start - Math.sqrt(at(0)) * u);
    }),
  );
  assertClose(chain?.flat() ?? [], expected.flat(), 1e-6);
  assert.equal(scores, chain?.[2], 'the class is read from z_T');
});

/** Variance of z_t started from z_0 ~ N(0, I): that of q(z_t | y) plus what remains of the excess in z_0. */
const varianceOf = (t: number): number => 1 - at(t) + remaining(t) ** 2 * at(0);
const cases = [
  ['on', [1, 2, 3].map(varianceOf)],
  ['all-but-last', [varianceOf(1), varianceOf(2), varianceOf(3) - transition(3).c]],
  ['off', [1, 2, 3].map((t) => remaining(t) ** 2)],
] as const;

for (const [inferenceNoise, variances] of cases) {
  test(`with noise ${inferenceNoise}, has the expected mean and variance of z_t over 4000 images`, () => {
    const count = 4000;
    const { chain } = predict(count, inferenceNoise, hostKey(2, 'predict'));
    for (const [t, variance] of variances.map((value, i) => [i + 1, value] as const)) {
      for (const [component, u] of [0, 1, 0].entries()) {
        const column = (chain?.[t - 1] ?? []).filter((_, j) => j % 3 === component);
        const expected = (Math.sqrt(at(t)) - remaining(t) * Math.sqrt(at(0))) * u;
        assertNormal(column, { mean: expected, variance }, `t = ${t}, component ${component}`);
      }
    }
  });
}

test('adds noise that is independent across steps and of z_0', () => {
  const count = 4000;
  const random = hostKey(3, 'predict');
  const states = [startOf(random, count), ...(predict(count, 'on', random).chain ?? [])];
  const noises = [1, 2, 3].map((t) => {
    const { a, b, c } = transition(t);
    return (states[t] ?? []).map(
      (z, j) => (z - b * (states[t - 1]?.[j] as number) - (j % 3 === 1 ? a : 0)) / Math.sqrt(c),
    );
  });
  assertIndependent([states[0] ?? [], ...noises]);
});

test('predicts with each block alone from z_0 ~ N(0, I)', () => {
  const random = hostKey(4, 'predict');
  const start = startOf(random, 2);
  assert.equal(predict(2, 'on', random, (_images, z) => z).alone, [start, start, start]);
});

test('without diagnostics, returns the same scores but neither chain nor alone', () => {
  const random = hostKey(5, 'predict');
  const { shape, scores, chain, alone } = predict(5, 'on', random, exact, false);
  assert.equal(shape, [5, 3]);
  assert.equal([chain, alone], [undefined, undefined]);
  assert.equal(scores, predict(5, 'on', random).scores);
});

test('returns a trajectory of every state from z_0 on, at t / T', () => {
  const random = hostKey(6, 'predict');
  const known = { component: noPropDt, parts: toyParts, time: 'discrete', count: 2, random } as const;
  const { trajectory, chain, scores } = predictKnown({ ...known, trajectory: true, diagnostics: true });
  assert.equal(
    trajectory?.map(({ t }) => t),
    [0, 1 / 3, 2 / 3, 1],
  );
  assertClose(trajectory?.flatMap(({ z }) => z) ?? [], [startOf(random, 2), ...(chain ?? [])].flat(), 1e-6);
  assert.equal(predictKnown({ ...known, trajectory: true }).chain, undefined);
  assert.equal(predictKnown({ ...known, trajectory: true }).scores, scores);
});

test.run();
