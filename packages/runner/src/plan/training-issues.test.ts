import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { trainingIssues } from './training-issues';

const test = suite('trainingIssues');

const dataset = { count: (split: string) => (split === 'train' ? 100 : 1000) };
const training = { batchSize: 64, epochs: 1, dropLast: true, logEvery: 50 };

test('refuses to drop the only mini-batch', () => {
  assert.equal(trainingIssues({ ...training, limit: 63 }, dataset), [
    {
      code: 'no_steps',
      path: 'training.batchSize',
      message: 'Expected at most 63 images per mini-batch with dropLast, got 64.',
      hint: 'Lower batchSize, or set dropLast: false.',
    },
  ]);
  assert.is(trainingIssues({ ...training, batchSize: 101 }, dataset).length, 1);
});

test('accepts a whole mini-batch, or a smaller one that is kept', () => {
  assert.equal(trainingIssues({ ...training, limit: 64 }, dataset), []);
  assert.equal(trainingIssues({ ...training, limit: 1, dropLast: false }, dataset), []);
  assert.equal(trainingIssues({ ...training, batchSize: 100, limit: 5000 }, dataset), []);
});

test.run();
