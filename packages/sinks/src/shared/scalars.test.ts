import type { SinkStep } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scalarsOf } from './scalars';

const test = suite('scalarsOf');

const step: SinkStep = {
  record: 'step',
  step: 5,
  epoch: 1,
  passes: 1,
  passName: 'network',
  loss: 2,
  terms: { crossEntropy: 1.5, kl: 0.5 },
  metrics: { blockAccuracy: 0.25 },
  imagesPerSecond: 1000,
};

const train = [
  { name: 'train/loss', value: 2 },
  { name: 'train/crossEntropy', value: 1.5 },
  { name: 'train/kl', value: 0.5 },
  { name: 'train/blockAccuracy', value: 0.25 },
];
const speed = { name: 'train/imagesPerSecond', value: 1000 };

test('returns loss, terms in order and metrics of a training step', () => {
  assert.equal(scalarsOf(step), [...train, speed]);
});

test('repeats the metrics under the pass name if an epoch has several passes', () => {
  const pass = train.map(({ name, value }) => ({ name: name.replace('train', 'block/3'), value }));
  assert.equal(scalarsOf({ ...step, passes: 10, passName: 'block/3' }), [...train, ...pass, speed]);
});

test('returns numbers and numbered list elements of an evaluation, and skips other values', () => {
  const values = { accuracy: 0.75, chain: [0.5, 0.75], confusion: [[3, 1]], note: 'x', none: null, alone: [] };
  const evaluated = [
    { name: 'test/accuracy', value: 0.75 },
    { name: 'test/chain/1', value: 0.5 },
    { name: 'test/chain/2', value: 0.75 },
  ];
  assert.equal(scalarsOf({ record: 'evaluated', step: 9, split: 'test', values, secondsPerImage: 0.01 }), [
    ...evaluated,
    { name: 'test/secondsPerImage', value: 0.01 },
  ]);
  assert.equal(
    scalarsOf({ record: 'progress', epoch: 1, step: 9, split: 'test', values }),
    evaluated.map(({ name, value }) => ({ name: `progress/${name}`, value })),
  );
});

test('returns the time of an epoch and of a run', () => {
  assert.equal(scalarsOf({ record: 'epoch', epoch: 1, step: 9, seconds: 3 }), [
    { name: 'train/epochSeconds', value: 3 },
  ]);
  assert.equal(scalarsOf({ record: 'finished', status: 'completed', step: 9, seconds: 4 }), [
    { name: 'run/seconds', value: 4 },
  ]);
});

test.run();
