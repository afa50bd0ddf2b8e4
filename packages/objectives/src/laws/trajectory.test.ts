import type { Prediction } from '@noprop/core';
import { startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { trajectoryProblems } from './trajectory';

const test = suite('trajectoryProblems');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const SIZES = { batch: 1, dimension: 2, classes: 1 };

/** Scores 10, 20 and 30 at t = 0, 1/2 and 1, with the given changes. */
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

test('finds no problems in a consistent trajectory', () => assert.equal(problems({}), []));

test('finds no problems without a trajectory', () => {
  assert.equal(trajectoryProblems({ scores: tf.zeros([1, 1]) }, SIZES), []);
});

test('finds an empty trajectory', () => {
  assert.equal(trajectoryProblems({ scores: tf.zeros([1, 1]), trajectory: [] }, SIZES), [
    'The trajectory has no states.',
  ]);
});

test('finds times that do not rise from 0 to 1', () => {
  for (const t of [
    [0, 0, 1],
    [0.1, 0.5, 1],
    [0, 0.5, 0.9],
  ]) {
    assert.equal(problems({ t, chain: [] }), [`Expected times rising from 0 to 1, got ${t.join(', ')}.`]);
  }
});

test('finds states of the wrong size and non-finite states', () => {
  assert.equal(problems({ t: [0, 0.5, 1], z: [1, 2, 3] }).slice(0, 1), [
    'z at t = 0: expected shape [1, 2], got [1, 3].',
  ]);
  assert.equal(trajectoryProblems(predicted(), { ...SIZES, classes: 2 }).slice(0, 1), [
    'scores at t = 0: expected shape [1, 2], got [1, 1].',
  ]);
  assert.equal(
    problems({ z: [1, Number.NaN] }),
    [0, 0.5, 1].map((t) => `z at t = ${t} is not finite.`),
  );
});

test('finds scores that differ from those of the prediction or its chain', () => {
  assert.equal(problems({ scores: [10, 20, 31], chain: [] }), [
    'The scores of the last state differ from those of the prediction.',
  ]);
  assert.equal(problems({ chain: [21, 30] }), ['The scores at t = 0.5 differ from those of the chain.']);
});

test('allows a chain at times that are not in the trajectory', () => {
  assert.equal(problems({ chain: [1, 2, 30] }), []);
});

test.run();
