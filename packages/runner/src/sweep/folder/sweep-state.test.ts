import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder, messageOf } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { SweepFile } from '../sweep';
import { sweepFiles, trialFolder } from './files';
import { readSweepFile } from './sweep-file';
import { readSweepFolder } from './sweep-state';

const test = suite('readSweepFolder');

const id = (digit: string): string => digit.repeat(64);
const trial = (digit: string) => ({
  ...{ id: id(digit), name: 'tiny', pipeline: 'tiny.yaml', overrides: ['seed=1'] },
  ...{ seed: 1, point: {}, command: 'npx noprop run tiny.yaml seed=1' },
});
const sweep: SweepFile = {
  ...{ format: 1, name: 'tiny', id: id('f'), version: '0.1.0', command: 'npx noprop sweep tiny.yaml' },
  trials: ['a', 'b', 'c'].map(trial),
};

const withSweep = (content: unknown, check: (folder: string) => void): Promise<void> =>
  inTemporaryFolder((folder) => {
    writeFileSync(join(folder, sweepFiles.sweep), JSON.stringify(content));
    check(folder);
  });

test('distinguishes a result, a failure and neither, and ignores a result of another plan', () =>
  withSweep(sweep, (folder) => {
    const result = { status: 'completed', planId: id('a'), evaluation: {} };
    for (const digit of ['a', 'b']) {
      const path = trialFolder(folder, trial(digit));
      mkdirSync(path, { recursive: true });
      writeFileSync(join(path, 'result.json'), JSON.stringify(result));
    }
    mkdirSync(join(folder, sweepFiles.failures));
    const failure = { format: 1, id: id('c'), reason: 'Out of memory.', exitCode: null, signal: 'SIGKILL' };
    writeFileSync(join(folder, sweepFiles.failures, 'tiny-cccccccc.json'), JSON.stringify(failure));
    const { trials, isRunning } = readSweepFolder(folder);
    assert.equal(
      trials.map(({ status, reason }) => [status, reason]),
      [
        ['completed', undefined],
        ['interrupted', undefined],
        ['failed', 'Out of memory.'],
      ],
    );
    assert.is(isRunning, false);
  }));

test('reads halving.figure of version 0.1 as halving.metric', async () => {
  const halving = { option: 'training.epochs', from: 1, factor: 2 };
  for (const key of ['figure', 'metric']) {
    await withSweep({ ...sweep, halving: { ...halving, [key]: 'trainAccuracy' } }, (folder) =>
      assert.equal(readSweepFile(folder)?.halving, { ...halving, metric: 'trainAccuracy' }),
    );
  }
});

test('refuses a folder without a sweep and one with a damaged file, naming the place', async () => {
  await inTemporaryFolder((folder) =>
    assert.is(
      messageOf(() => readSweepFolder(folder)),
      `${folder}  Not a sweep folder: it has no sweep.json. Pass a folder created by "npx noprop sweep", such as sweeps/mnist-reduced, or the sweep file.  [not_a_sweep]`,
    ),
  );
  const { command: _, ...nameless } = trial('a');
  await withSweep({ ...sweep, trials: [{ ...nameless, seed: 'one' }] }, (folder) => {
    const file = join(folder, sweepFiles.sweep);
    const hint = 'The file is damaged, was edited, or comes from another version.';
    assert.is(
      messageOf(() => readSweepFolder(folder)),
      [
        `${file}  trials.0  Missing key "command". ${hint}  [missing_key]`,
        `${file}  trials.0.seed  Expected an integer, got "one". ${hint}  [wrong_type]`,
      ].join('\n'),
    );
  });
});

test.run();
