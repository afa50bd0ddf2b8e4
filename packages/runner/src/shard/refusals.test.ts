import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderIssues } from '@noprop/core';
import { sha256Hex } from '@noprop/store';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { writeChecksums } from './checksums';
import {
  contentsOf,
  editFixture,
  refusal,
  runFixtureTrials,
  type SweepFixtureTrial,
  writeShardFixtures,
  writeSweepFixture,
} from './fixture';
import { type FinishedTrial, readFinishedTrial } from './found-trial';
import { commitWarnings, sameSoftwareIssues } from './same-software';

const test = suite('refusals of mergeSweep');

let pool = '';
let all: readonly SweepFixtureTrial[] = [];

test.before(async () => {
  pool = mkdtempSync(join(tmpdir(), 'noprop-refusals-'));
  all = await runFixtureTrials(join(pool, 'runs'));
});
test.after(() => rmSync(pool, { recursive: true, force: true }));

const place = (): string => mkdtempSync(join(pool, 'place-'));

const trialOf = (index: number): string => {
  const { name, id } = all[index] as SweepFixtureTrial;
  return `${name}-${id.slice(0, 8)}`;
};

const done = (): readonly SweepFixtureTrial[] => all.slice(0, 4);

test('refuses two different results for the same trial', () => {
  const folder = place();
  writeShardFixtures(folder, done(), 1);
  const again = writeSweepFixture(join(folder, 'again'), { all: done(), shard: { index: 1, of: 1 } });
  const file = `trials/${trialOf(1)}/result.json`;
  editFixture(again, file, (result) => {
    result.evaluation = { test: { classes: [1, 1, 2, 0], accuracy: 0.5 } };
    result.seconds = 1;
    result.status = 'failed';
  });
  const { classes } = JSON.parse(contentsOf(join(folder, '1-of-1'))[file] as string).evaluation.test;
  assert.equal(classes, [1, 1, 1, 0]);
  const where =
    'evaluation.test.classes.2: 1, not 2, evaluation.test.accuracy: nothing, not 0.5, status: "completed", not "failed"';
  assert.equal(refusal(folder, ['again', '1-of-1']), [
    `1-of-1/${file}  This result differs from again/${file}: ${where}. Equal plans give equal results, so one of them was computed or copied incorrectly. Run the trial again and remove the wrong one.  [different_results]`,
  ]);
});

const partial = 'or merge without them using --allow-partial.';

test('refuses missing trials and missing shards', () => {
  const folder = place();
  const shards = writeShardFixtures(folder, done(), 4);
  const first = contentsOf(shards[0] as string);
  const [trial] = JSON.parse(first['shard.json'] as string).units as [string];
  rmSync(join(folder, '1-of-4', 'trials'), { recursive: true });
  writeChecksums(join(folder, '1-of-4'));
  assert.equal(refusal(folder, ['1-of-4', '2-of-4']), [
    `Expected 4 shards of "tens", but shards 3, 4 are missing (2 trials). Run "npx noprop sweep pipelines/sweeps/tens.yaml --shard 3/4" and the others, ${partial}  [missing_shards]`,
    `1-of-4  1 of 1 trial has neither a result nor a failure record: ten-${trial.slice(0, 8)}. Run shard 1/4 again with the same --out, which keeps finished trials, ${partial}  [missing_trials]`,
  ]);
});

test('refuses an interrupted trial of a whole sweep', () => {
  const folder = place();
  writeSweepFixture(join(folder, 'whole'), { all: done() });
  editFixture(join(folder, 'whole'), `trials/${trialOf(2)}/result.json`, (result) => {
    result.status = 'interrupted';
  });
  assert.equal(refusal(folder, ['whole']), [
    `whole  1 of 4 trials has neither a result nor a failure record: ${trialOf(2)}. Run the sweep again with the same --out, which keeps finished trials, ${partial}  [missing_trials]`,
  ]);
});

test('refuses if no shard covers a trial', () => {
  const folder = place();
  writeShardFixtures(folder, done(), 2);
  const own = JSON.parse(contentsOf(join(folder, '1-of-2'))['shard.json'] as string).units as readonly [string];
  rmSync(join(folder, '1-of-2', 'trials'), { recursive: true });
  editFixture(join(folder, '1-of-2'), 'shard.json', (shard) => {
    shard.units = [];
  });
  const names = done()
    .filter(({ id }) => own.includes(id))
    .map(({ id }) => `ten-${id.slice(0, 8)}`);
  assert.equal(refusal(folder, ['1-of-2', '2-of-2']), [
    `No folder covers these trials of the sweep: ${names.join(', ')}. The shards were cut with different durations, or part of a merged sweep is missing. Run these trials, ${partial}  [missing_trials]`,
  ]);
});

const again = 'Copy the folder again from its source, or run the shard again.  [damaged_file]';
const start = (text: string): string => `${sha256Hex(text).slice(0, 8)}...`;

test('refuses changed, added and missing files', () => {
  const folder = place();
  const whole = writeSweepFixture(join(folder, 'whole'), { all: done() });
  const before = contentsOf(whole);
  const [result, notes, metrics] = [
    `${trialOf(0)}/result.json`,
    `${trialOf(1)}/notes.txt`,
    `${trialOf(2)}/metrics.jsonl`,
  ];
  writeFileSync(join(whole, 'trials', result), '{}');
  writeFileSync(join(whole, 'trials', notes), 'mine');
  rmSync(join(whole, 'trials', metrics));
  const digests = [result, metrics].map((file) => start(before[`trials/${file}`] as string));
  const lines = [
    `whole/trials/${result}  Expected SHA-256 ${digests[0]}, got ${start('{}')}. ${again}`,
    `whole/trials/${notes}  Not listed in SHA256SUMS: the file was added after the sweep ended. ${again}`,
    `whole/trials/${metrics}  Expected SHA-256 ${digests[1]}, got no file. ${again}`,
  ];
  assert.equal(refusal(folder, ['whole']), lines.sort());
});

test('refuses a plan that does not match its result, and a trial of another sweep', () => {
  const folder = place();
  const whole = writeSweepFixture(join(folder, 'whole'), { all: done() });
  editFixture(whole, `trials/${trialOf(0)}/plan.json`, (plan) => {
    plan.training = { epochs: 3, batchSize: 4 };
  });
  editFixture(whole, 'sweep.json', (sweep) => {
    sweep.trials = (sweep.trials as unknown[]).slice(0, 3);
  });
  const [first, , , last] = done().map(({ id }) => id.slice(0, 8)) as [string, string, string, string];
  const lines = refusal(folder, ['whole']).map((line) => line.replace(/got plan [0-9a-f]{8}/, 'got another plan'));
  assert.equal(
    lines,
    [
      `whole/trials/${trialOf(3)}  Expected a trial of the sweep in sweep.json, got one with id ${last}. This folder contains results of another sweep. Remove them and run the shard again.  [foreign_trial]`,
      `whole/trials/${trialOf(0)}/plan.json  Expected plan ${first}, named in the result, got another plan. The run folder is damaged or was edited. Run the trial again.  [foreign_plan]`,
    ].sort(),
  );
});

test('refuses two versions of noprop and two engines', () => {
  const folder = place();
  const whole = writeSweepFixture(join(folder, 'whole'), { all: done() });
  editFixture(whole, `trials/${trialOf(0)}/environment.json`, (environment) => {
    environment.noprop = '0.0.9';
  });
  for (const [index, resolved] of [
    { backend: 'tensorflow', version: '2.21.0', device: 'gpu', threads: 8, oneDnn: true, compiler: 'xla' },
    { backend: 'cpu', version: '4.22.0', device: 'cpu', threads: 1, oneDnn: false, compiler: 'none' },
  ].entries()) {
    editFixture(whole, `trials/${trialOf(index)}/plan.json`, (plan) => Object.assign(plan, { resolved }));
    editFixture(whole, `trials/${trialOf(index + 2)}/plan.json`, (plan) => Object.assign(plan, { resolved }));
  }
  const at = (index: number): string => `whole/trials/${trialOf(index)}`;
  const two = (a: number, b: number): string => [at(a), at(b)].sort().join(', ');
  const others = [1, 2, 3].map(at).sort().join(', ');
  assert.equal(refusal(folder, ['whole']), [
    `Expected one version of noprop for all trials, got 0.0.9 (${at(0)}) and 0.1.0 (${others}). Run all shards with the same version.  [different_versions]`,
    `Expected one engine for all trials, got cpu 4.22.0 on cpu, 1 thread, no oneDNN, compiler none (${two(1, 3)}) and tensorflow 2.21.0 on gpu, 8 threads, oneDNN, compiler xla (${two(0, 2)}). The engine decides the last digits. Run all shards on similar machines, or set "engine.backend" and "engine.threads".  [different_engines]`,
  ]);
});

test('refuses two versions of a plugin, and only warns about two commits', () => {
  const [first, second] = done().map(({ path }, i) => {
    const trial = readFinishedTrial(path as string) as FinishedTrial;
    const plugins = [{ name: 'huber', version: `1.${i}.0` }];
    const commit = { hash: `${i}`.repeat(40), dirty: i === 1 };
    const environment = { ...trial.environment, commit };
    return { ...trial, path: `run-${i}`, plan: { ...trial.plan, plugins }, environment };
  }) as unknown as [FinishedTrial, FinishedTrial];
  assert.is(
    renderIssues(sameSoftwareIssues([second, first])),
    'Expected one version of the plugin huber, got huber 1.0.0 (run-0) and huber 1.1.0 (run-1). Install the same version everywhere and run those trials again.  [different_plugins]',
  );
  assert.equal(commitWarnings([second, first]), [
    'Expected one commit of noprop, got 0000000 (run-0) and 1111111 with local changes (run-1).',
  ]);
  assert.equal(commitWarnings([first]), []);
});

test.run();
