import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { result } from './fixture';
import { renderResult } from './result';

const test = suite('renderResult');

test('shows the accuracy and a row per block', () => {
  assert.is(
    renderResult(result, 'runs/tiny-1'),
    `completed in 2:05 (4690 steps)

test accuracy 97.48 % (10000 images, 2 inference runs)

  block   in chain     alone
      1    50.00 %   98.30 %
      2    97.48 %   10.00 %

record: runs/tiny-1
`,
  );
});

test('shows two splits, and no table for a method without blocks', () => {
  const evaluation = {
    test: { accuracy: 0.5, images: 10, runs: [0.5], chain: [], alone: [] },
    train: { accuracy: 1 },
  };
  assert.is(
    renderResult({ ...result, evaluation }, 'r'),
    'completed in 2:05 (4690 steps)\n\ntest accuracy 50.00 % (10 images, 1 inference run)\n\n\ntrain accuracy 100.00 %\n\nrecord: r\n',
  );
});

test('shows a row per time in continuous time, and the time per image', () => {
  const evaluation = { test: { accuracy: 0.5, images: 10, runs: [0.5], chain: [0.125, 0.25, 0.5], alone: [] } };
  assert.is(
    renderResult({ ...result, evaluation, secondsPerImage: { test: 0.0035231 } }, 'r'),
    `completed in 2:05 (4690 steps)

test accuracy 50.00 % (10 images, 1 inference run, 3.52 ms per image)

   time   accuracy
  0.333    12.50 %
  0.667    25.00 %
      1    50.00 %

record: r
`,
  );
});

test('shows blocks that have their own heads and form no chain', () => {
  const evaluation = { test: { accuracy: 0.5, images: 10, runs: [0.5], chain: [], alone: [0.25, 1] } };
  assert.is(
    renderResult({ ...result, evaluation }, 'r'),
    `completed in 2:05 (4690 steps)

test accuracy 50.00 % (10 images, 1 inference run)

  block     alone
      1   25.00 %
      2  100.00 %

record: r
`,
  );
});

test('leaves out metrics other than accuracy', () => {
  const evaluation = { test: { loss: 0.5 } };
  assert.is(renderResult({ ...result, evaluation }, 'r'), 'completed in 2:05 (4690 steps)\nrecord: r\n');
});

test('shows why a run failed', () => {
  const failed = {
    ...result,
    status: 'failed',
    reason: 'training  The loss is NaN.',
    steps: 0,
    evaluation: {},
  } as const;
  assert.is(renderResult(failed, 'r'), 'failed in 2:05 (0 steps)\ntraining  The loss is NaN.\nrecord: r\n');
});

test('shows how to resume an interrupted run', () => {
  const interrupted = { ...result, status: 'interrupted', steps: 12, evaluation: {} } as const;
  assert.is(
    renderResult(interrupted, 'r'),
    'interrupted in 2:05 (12 steps)\nrecord: r\nto resume: npx noprop resume r\n',
  );
});

test.run();
