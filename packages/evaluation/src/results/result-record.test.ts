import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NopropError } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runRecord, slotsWith } from '../statistics/fixture';
import { readResultRecord, resultRecord } from './result-record';

const test = suite('result records');

const folder = join(__dirname, '..', '..', '..', '..', 'results');

test('every file of results/ is valid, its accuracy is the mean of its runs, and its pipeline exists', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  assert.ok(files.length >= 11, `${files.length} files`);
  for (const file of files) {
    const { evaluation, pipeline } = readResultRecord(readFileSync(join(folder, file), 'utf8'), file);
    const { accuracy, runs, chain } = evaluation.test;
    const mean = runs.reduce((a, b) => a + b, 0) / runs.length;
    assert.ok(Math.abs(accuracy - mean) < 1e-12, file);
    if (chain !== undefined && chain.length > 0) assert.is(chain.at(-1), accuracy, file);
    assert.ok(readFileSync(join(folder, '..', pipeline), 'utf8').length > 0, file);
  }
});

const provenance = {
  pipeline: 'pipelines/table-1/mnist/noprop-dt-one-hot.yaml',
  overrides: ['training.epochs=1', 'dataset.with.folder=/home/me/mnist'],
  date: '2026-11-25',
};

test('turns a run into a record that names the machine but none of its paths', () => {
  const run = runRecord({ test: [0.97, 0.99], device: 'cpu', warnings: ['/data/test_batch.bin is a reconstruction.'] });
  const record = resultRecord(run, provenance);
  assert.equal(record, {
    pipeline: provenance.pipeline,
    overrides: ['training.epochs=1', 'dataset.with.folder=<path>'],
    epochs: 100,
    seed: 1,
    date: '2026-11-25',
    commit: '9df8fc120a79d9db39ea0ab7dac5b95f46f9d56d',
    machine: '2 cores of A Processor, no GPU',
    engine: { backend: 'tensorflow', device: 'cpu', reason: 'found in <path>' },
    evaluation: { test: { accuracy: 0.98, images: 10_000, runs: [0.97, 0.99], chain: [], alone: [] } },
    epochSeconds: [60],
    secondsPerImage: { test: 0.002 },
    data: '<path> is a reconstruction.',
  });
  assert.equal(readResultRecord(JSON.stringify(record), 'a.json'), record);
});

test('notes uncommitted changes, and does not claim "no GPU" for a run on a GPU', () => {
  const { notes, machine } = resultRecord(runRecord({ test: [0.9], dirty: true }), provenance);
  assert.equal([notes, machine], [{ date: 'with uncommitted changes' }, '2 cores of A Processor']);
});

test('records a subset of the training images and settings that differ from the paper', () => {
  const slots = slotsWith({ schedule: { uses: 'noprop/cosine', with: { steps: 5 } } });
  const plan = { slots, training: { epochs: 1, batchSize: 64, limit: 4096 } };
  const { trainingImages, settings, epochs } = resultRecord(runRecord({ plan, test: [0.9] }), provenance);
  const expected = ['batch size 64 instead of 128', 'time steps 5 instead of 10'];
  assert.equal([trainingImages, settings, epochs], [4096, expected, 1]);
  assert.is(resultRecord(runRecord({ plan: { ...plan, name: 'mine' }, test: [0.9] }), provenance).settings, undefined);
});

test('refuses an unfinished run and one without a test accuracy', () => {
  const message = (run: ReturnType<typeof runRecord>): string => {
    try {
      resultRecord(run, provenance);
      return '';
    } catch (error) {
      return (error as NopropError).message;
    }
  };
  assert.is(
    message(runRecord({ status: 'interrupted', test: [0.9] })),
    'Expected a completed run, got "table-1-mnist-noprop-dt-one-hot" (interrupted). Resume it with "npx noprop resume RUN".  [no_result]',
  );
  assert.is(
    message(runRecord({ train: [0.9] })),
    'The run "table-1-mnist-noprop-dt-one-hot" has no test accuracy. Add { uses: noprop/accuracy, with: { split: test } } to evaluation, and run the pipeline again.  [no_result]',
  );
});

test('reports everything wrong with a record at once, with its file', () => {
  const messageOf = (text: string): string => {
    try {
      readResultRecord(text, 'results/a.json');
      return '';
    } catch (error) {
      return (error as NopropError).message;
    }
  };
  const record = resultRecord(runRecord({ test: [0.9] }), provenance);
  const lines = messageOf(JSON.stringify({ ...record, date: 'today', epochs: 0, host: 'x' })).split('\n');
  assert.equal(lines, [
    'results/a.json  date  Expected a string that matches ^\\d{4}-\\d{2}-\\d{2}$, got "today".  [invalid_value]',
    'results/a.json  epochs  Expected a number >= 1, got 0.  [out_of_range]',
    'results/a.json  host  Unknown key "host". Known keys: pipeline, overrides, epochs, trainingImages, settings, seed, date, commit, machine, engine, evaluation, epochSeconds, secondsPerImage, data, from, notes.  [unknown_key]',
  ]);
  assert.match(
    messageOf('{'),
    /^results\/a\.json {2}Invalid JSON: .+ Fix the file or remove it\. {2}\[json_corrupt\]$/,
  );
});

test.run();
