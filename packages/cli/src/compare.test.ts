import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison } from '@noprop/evaluation';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { writeRun, writeSweep } from './compare/fixture';
import { runCli, withFolder } from './run-cli';

const test = suite('noprop compare');

const cell = 'table-1-mnist-noprop-dt-one-hot';

test('compares run folders of several seeds with the paper, listing differences in training budget', async () => {
  await withFolder((folder) => {
    const paths = [
      writeRun(folder, { seed: 1, runs: [0.97, 0.98] }),
      writeRun(folder, { seed: 2, runs: [0.98, 0.99] }),
      writeRun(folder, { seed: 1, epochs: 100, runs: [0.995] }),
      writeRun(folder, { name: 'quickstart', runs: [0.918] }),
    ];
    const { code, stdout, stderr } = runCli(['compare', ...paths]);
    assert.is(stderr, '');
    assert.equal(stdout.split('\n'), [
      'pipeline                                               split  seeds x runs        measured           paper  difference  in SDs',
      'table-1-mnist-noprop-dt-one-hot (training.epochs=1)    test          2 x 2  98.00 ± 0.82 %  99.47 ± 0.05 %       −1.47   −29.4',
      'table-1-mnist-noprop-dt-one-hot (training.epochs=100)  test          1 x 1         99.50 %  99.47 ± 0.05 %       +0.03    +0.6',
      'quickstart                                             test          1 x 1         91.80 %               -',
      '',
      '± is the sample standard deviation (SD) over seeds and inference runs. The paper\'s ± is taken as an SD too; "in SDs" divides by it.',
      '',
      'Differences from the paper:',
      '  all: CPU instead of GPU',
      '  table-1-mnist-noprop-dt-one-hot (training.epochs=1): 1 of 100 epochs, 2 seeds instead of 3, 2 inference runs instead of 5',
      '  table-1-mnist-noprop-dt-one-hot (training.epochs=100): 1 seed instead of 3, 1 inference run instead of 5',
      '',
    ]);
    assert.is(code, 0);
  });
});

test('marks a missed tolerance and exits with code 3', async () => {
  await withFolder((folder) => {
    const expected = { accuracy: { paper: 0.9947, spread: 0.0005, tolerance: 0.001 } };
    const [met, missed] = [0.994, 0.99].map((accuracy, seed) =>
      runCli(['compare', writeRun(folder, { seed, runs: [accuracy], expected })]),
    );
    assert.equal([met?.code, missed?.code], [0, 3]);
    assert.match(met?.stdout ?? '', /−1\.4 {2}met\n/);
    assert.match(missed?.stdout ?? '', /−9\.4 {2}missed\n/);
    assert.ok(
      missed?.stdout.endsWith(`\nOut of tolerance:\n  ${cell} accuracy: 0.47 points from 99.47 % (tolerance 0.10)\n`),
      missed?.stdout,
    );
  });
});

test('compares a sweep folder and lists its missing trials', async () => {
  await withFolder((folder) => {
    writeSweep(folder, [
      { seed: 1, runs: [0.97] },
      { seed: 2, runs: [0.98] },
      { seed: 3, runs: [] },
      { seed: 4, runs: [0], status: 'interrupted' },
    ]);
    const fromFolder = runCli(['compare', folder, '--json']);
    assert.is(fromFolder.code, 0, fromFolder.stderr);
    const { rows, missed } = JSON.parse(fromFolder.stdout) as Comparison;
    assert.equal([rows.length, rows[0]?.measured?.seeds, rows[0]?.failed, rows[0]?.missing, missed], [1, 2, 0, 2, 0]);
    assert.match(runCli(['compare', folder]).stdout, `\nWithout a result:\n  2 missing: ${cell}\n`);
  });
});

test('compares a results.json given by path or by its folder', async () => {
  await withFolder((folder) => {
    const [reports, file] = [join(folder, 'reports'), join(folder, 'reports', 'results.json')];
    const plan = {
      name: cell,
      seed: 1,
      slots: {},
      training: { epochs: 1, batchSize: 128 },
      evaluation: [],
      expected: {},
    };
    const evaluation = { test: { accuracy: 0.97, runs: [0.97], images: 10_000, chain: [], alone: [] } };
    const run = {
      planId: 'a',
      plan,
      status: 'completed',
      evaluation,
    };
    const trials = [{ id: 'a', name: cell, point: {}, seed: 1, status: 'completed', run }];
    mkdirSync(reports);
    writeFileSync(file, JSON.stringify({ format: 1, name: 'sweep', trials }));
    for (const path of [file, reports]) {
      const { code, stdout, stderr } = runCli(['compare', path]);
      assert.is(code, 0, stderr);
      assert.match(stdout, / {2}97\.00 % {2}99\.47 ± 0\.05 % {2}/);
    }
  });
});

test('--save writes a record per run without machine paths, accepts an equal one and refuses another', async () => {
  await withFolder((folder) => {
    const overrides = ['training.epochs=1', 'dataset.with.folder=/home/me/mnist'];
    const run = writeRun(join(folder, 'runs'), { runs: [0.97], overrides });
    const records = join(folder, 'records');
    const file = join(records, `${cell}-epochs-1-seed-1.json`);
    for (const _time of ['first', 'second']) {
      const { code, stderr } = runCli(['compare', run, '--save', records]);
      assert.equal([code, stderr], [0, `saved ${file}\n`]);
    }
    const text = readFileSync(file, 'utf8');
    assert.equal(readdirSync(records), [`${cell}-epochs-1-seed-1.json`]);
    assert.not.match(text, '/home/me');
    const { pipeline, overrides: kept, date } = JSON.parse(text) as Record<string, unknown>;
    assert.equal(
      [pipeline, kept],
      ['pipelines/table-1/mnist/noprop-dt-one-hot.yaml', [overrides[0], 'dataset.with.folder=<path>']],
    );
    assert.match(String(date), /^\d{4}-\d{2}-\d{2}$/);

    writeFileSync(file, '{}');
    const other = runCli(['compare', run, '--save', records]);
    assert.equal(
      [other.code, other.stderr],
      [
        2,
        `${file}  The file already exists with different contents. Remove it first, or give another folder.  [result_exists]\n`,
      ],
    );
    assert.is(readFileSync(file, 'utf8'), '{}');

    const mine = runCli(['compare', writeRun(folder, { name: 'mine', runs: [0.5] }), '--save', records]);
    assert.equal(
      [mine.code, mine.stderr],
      [
        2,
        'mine  No pipeline under pipelines/ is named "mine". Only runs of shipped pipelines can be saved, from a clone of the repository.  [no_pipeline]\n',
      ],
    );
  });
});

test('refuses paths without results', async () => {
  await withFolder((folder) => {
    const of = (path: string) => {
      const { code, stderr, stdout } = runCli(['compare', path]);
      return [code, stderr, stdout];
    };
    const nowhere = join(folder, 'nowhere');
    assert.equal(of(nowhere), [
      2,
      `${nowhere}  No such file or folder. Give a run folder such as runs/quickstart-1a2b3c4d, a sweep folder or a results.json.  [unreadable_file]\n`,
      '',
    ]);
    const run = writeRun(folder, { runs: [0.5] });
    writeFileSync(join(run, 'result.json'), '');
    assert.ok(existsSync(run));
    assert.match(of(run)[1] as string, '[json_corrupt]');
  });
});

test.run();
