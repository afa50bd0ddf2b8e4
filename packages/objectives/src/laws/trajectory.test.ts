import type { Prediction } from '@noprop/core';
import { startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { trajectoryProblems } from './trajectory';

const test = suite('trajectoryProblems');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const SIZES = { batch: 1, dimension: 2, classes: 1 };

/** Scores 10, 20 and 30 at t = 0, 1/2 and 1, with what is changed about them. */
function predicted(change: Partial<Record<'t' | 'z' | 'scores' | 'chain', unknown>> = {}): Prediction {
  const { t, z, scores, chain } = { t: [0, 0.5, 1], z: [1, 2], scores: [10, 20, 30], chain: [20, 30], ...change } as {
    readonly [name: string]: number[];
  };
  const score = (value: number) => tf.tensor2d([[value]]);
  return {
    scores: score(30),
    chain: (chain as number[]).map(score),
    trajectory: (t as number[]).map((time, i) => ({
      t: time,
      z: tf.tensor2d([z as number[]]),
      scores: score(scores?.[i] as number),
    })),
  };
}

const problems = (change: Parameters<typeof predicted>[0]) => trajectoryProblems(predicted(change), SIZES);

test('finds nothing wrong where nothing is', () => assert.equal(problems({}), []));

test('nor where there is no trajectory', () => {
  assert.equal(trajectoryProblems({ scores: tf.zeros([1, 1]) }, SIZES), []);
});

test('a trajectory without a state', () => {
  assert.equal(trajectoryProblems({ scores: tf.zeros([1, 1]), trajectory: [] }, SIZES), [
    'The trajectory has no state.',
  ]);
});

test('times that do not rise from 0 to 1', () => {
  for (const t of [
    [0, 0, 1],
    [0.1, 0.5, 1],
    [0, 0.5, 0.9],
  ]) {
    assert.equal(problems({ t, chain: [] }), [`The times of the states must rise from 0 to 1, found ${t.join(', ')}.`]);
  }
});

test('states of another size, or without numbers', () => {
  assert.equal(problems({ t: [0, 0.5, 1], z: [1, 2, 3] }).slice(0, 1), [
    'z at t = 0: wanted the shape [1, 2], found [1, 3].',
  ]);
  assert.equal(trajectoryProblems(predicted(), { ...SIZES, classes: 2 }).slice(0, 1), [
    'The scores at t = 0: wanted the shape [1, 2], found [1, 1].',
  ]);
  assert.equal(
    problems({ z: [1, Number.NaN] }),
    [0, 0.5, 1].map((t) => `z at t = ${t} is not finite.`),
  );
});

test('scores that are not those of the prediction, or of its chain', () => {
  assert.equal(problems({ scores: [10, 20, 31], chain: [] }), [
    'The scores of the last state are not those of the prediction.',
  ]);
  assert.equal(problems({ chain: [21, 30] }), ['The scores at t = 0.5 are not those of the chain.']);
});

test('a chain at times that the trajectory does not show is no problem', () => {
  assert.equal(problems({ chain: [1, 2, 30] }), []);
});

test.run();
