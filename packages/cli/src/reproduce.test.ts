import { join } from 'node:path';
import type { SweepState } from '@noprop/runner';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reproductions } from './reproduce/reproductions';
import { runCli, withFolder } from './run-cli';
import { lastJson, readText } from './sweep/fixture';

const test = suite('noprop reproduce');

/** Overrides that make a trial of Table 1 take seconds, on images that need no files. */
const small = [
  'dataset={ uses: noprop/glyphs, with: { train: 64, test: 50 } }',
  '+blocks.with={ channels: [4, 4, 8], hidden: 32, fusion: 16 }',
  'training.limit=64',
  'training.epochs=1',
  'evaluation=[{ uses: noprop/accuracy, with: { split: test, runs: 2 } }]',
];

test('knows the tables and figures, and a budget for a laptop', () => {
  assert.equal(reproductions(), [
    'figure-2',
    'figure-3',
    'figure-7',
    'figure-11',
    'mnist-reduced',
    'table-1',
    'table-2',
  ]);
  const { code, stderr } = runCli(['reproduce', 'tabel-1']);
  assert.is(code, 2);
  assert.is(
    stderr,
    'Expected one of figure-2, figure-3, figure-7, figure-11, mnist-reduced, table-1, table-2, got "tabel-1". Did you mean "table-1"?  [unknown_reproduction]\n',
  );
});

test('--only chooses trials by name and refuses text that no name contains', () => {
  const listed = runCli(['reproduce', 'table-1', '--only', 'mnist-noprop-dt-dim', '--dry-run', ...small]);
  assert.is(listed.code, 0, listed.stderr);
  const lines = listed.stdout.trimEnd().split('\n');
  assert.equal(
    lines.map((line) => line.slice(10)),
    [...[1, 2, 3].map((seed) => `missing      table-1-mnist-noprop-dt-dim-20 seed=${seed}`), ''],
  );
  assert.is(lines.at(-1), '3 trials');
  for (const flags of [[], ['--dry-run']]) {
    const refused = runCli(['reproduce', 'figure-2', '--only', 'mnist', ...flags]);
    assert.is(refused.code, 2);
    assert.is(
      refused.stderr,
      '--only  No trial name contains "mnist". Names: table-1-cifar-10-noprop-dt-prototype.  [no_trial]\n',
    );
  }
});

test('refuses a wrong override, and one that sets the seed', () => {
  const wrong = runCli(['reproduce', 'figure-2', 'training.epohcs=1']);
  assert.is(wrong.code, 2);
  assert.match(wrong.stderr, 'training.epochs');
  const seed = runCli(['reproduce', 'figure-2', 'seed=2']);
  assert.is(seed.code, 2);
  assert.match(
    seed.stderr,
    'A sweep cannot override the seed. List seeds in the sweep file, or use noprop run for a single one.',
  );
});

test('runs missing trials, compares them with the paper, and exits with code 3 if a tolerance is missed', () =>
  withFolder((folder) => {
    const out = join(folder, 'table-1');
    const tolerance = '+expected.accuracy.tolerance=0.001';
    const args = ['reproduce', 'table-1', '--only', 'mnist-noprop-fm-one-hot', '--out', out, ...small];
    const steps = 'objective.with.steps=5';
    const first = runCli([...args, steps, tolerance, '--json']);
    assert.is(first.code, 3, first.stderr);
    const { trials, comparison } = lastJson<SweepState & { comparison: { missed: number; rows: { label: string }[] } }>(
      first.stdout,
    );
    assert.is(trials.filter(({ status }) => status === 'completed').length, 3);
    assert.is(trials.filter(({ status }) => status === 'missing').length, 129);
    assert.is(comparison.missed, 1);
    const report = readText(out, 'report.html');
    const again = runCli([...args, steps, tolerance, '--quiet']);
    assert.is(again.code, 3, again.stderr);
    assert.match(again.stdout, /noprop-fm-one-hot\s+test\s+3 x 2\s+\d+\.\d\d ± \d+\.\d\d %\s+99\.21 ± 0\.09 %/);
    assert.match(again.stdout, 'Out of tolerance:');
    assert.is(readText(out, 'report.html'), report, 'runs no trial twice');
  }));

test.run();
