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

const test = suite('mergeSweep refuses');

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

test('a result that differs from another one for the same trial', () => {
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
    `1-of-1/${file}  Two different results for one trial: ${where}, as in again/${file}. Equal plans give equal results: one of the two was computed or copied wrongly. Run the trial again and remove the wrong one.  [different_results]`,
  ]);
});

const partial = 'or merge what is there with --allow-partial.';

test('missing trials, missing shards', () => {
  const folder = place();
  const shards = writeShardFixtures(folder, done(), 4);
  const first = contentsOf(shards[0] as string);
  const [trial] = JSON.parse(first['shard.json'] as string).units as [string];
  rmSync(join(folder, '1-of-4', 'trials'), { recursive: true });
  writeChecksums(join(folder, '1-of-4'));
  assert.equal(refusal(folder, ['1-of-4', '2-of-4']), [
    `All 4 shards of "tens" are wanted, but shards 3, 4 are not there, and with them 2 trials. Run "npx noprop sweep pipelines/sweeps/tens.yaml --shard 3/4" and the others, ${partial}  [missing_shards]`,
    `1-of-4  A result, or the reason for having none, is wanted for its trial; ten-${trial.slice(0, 8)} has neither. Run shard 1/4 again with the same --out, which keeps what is done, ${partial}  [missing_trials]`,
  ]);
});

test('an interrupted trial of a whole sweep', () => {
  const folder = place();
  writeSweepFixture(join(folder, 'whole'), { all: done() });
  editFixture(join(folder, 'whole'), `trials/${trialOf(2)}/result.json`, (result) => {
    result.status = 'interrupted';
  });
  assert.equal(refusal(folder, ['whole']), [
    `whole  A result, or the reason for having none, is wanted for each of its 4 trials; ${trialOf(2)} has neither. Run the sweep again with the same --out, which keeps what is done, ${partial}  [missing_trials]`,
  ]);
});

test('trials that no shard was to run', () => {
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
    `All trials of the sweep are wanted, but no folder was to run ${names.join(', ')}. The shards were cut by different durations, or a part of a merged sweep is not here: run these trials, ${partial}  [missing_trials]`,
  ]);
});

const again = 'Get the folder again from where it was made, or run the shard again.  [damaged_file]';
const start = (text: string): string => sha256Hex(text).slice(0, 8);

test('damaged, added and lost files', () => {
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
    `whole/trials/${result}  A file whose SHA-256 begins with ${digests[0]} is wanted, but this one begins with ${start('{}')}. ${again}`,
    `whole/trials/${notes}  The file is not listed in SHA256SUMS: it came after the sweep had ended. ${again}`,
    `whole/trials/${metrics}  A file whose SHA-256 begins with ${digests[1]} is wanted, but there is no such file. ${again}`,
  ];
  assert.equal(refusal(folder, ['whole']), lines.sort());
});

test('a plan that is not the one of the result, and a trial of another sweep', () => {
  const folder = place();
  const whole = writeSweepFixture(join(folder, 'whole'), { all: done() });
  editFixture(whole, `trials/${trialOf(0)}/plan.json`, (plan) => {
    plan.training = { epochs: 3, batchSize: 4 };
  });
  editFixture(whole, 'sweep.json', (sweep) => {
    sweep.trials = (sweep.trials as unknown[]).slice(0, 3);
  });
  const [first, , , last] = done().map(({ id }) => id.slice(0, 8)) as [string, string, string, string];
  const lines = refusal(folder, ['whole']).map((line) => line.replace(/has the id [0-9a-f]{8}/, 'has another id'));
  assert.equal(
    lines,
    [
      `whole/trials/${trialOf(3)}  A trial of the sweep in sweep.json is wanted, found one with the id ${last}. Results of another sweep lie in this folder; take them out and run the shard again.  [foreign_trial]`,
      `whole/trials/${trialOf(0)}/plan.json  The plan of the result, ${first}, is wanted, but this one has another id. The run folder was damaged or edited; run the trial again.  [foreign_plan]`,
    ].sort(),
  );
});

test('two versions of noprop, two engines', () => {
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
    `One version of noprop for all trials is wanted, found 0.0.9 (${at(0)}) and 0.1.0 (${others}). Run all shards with the same version.  [different_versions]`,
    `One engine for all trials is wanted, found cpu 4.22.0 on cpu, 1 thread, no oneDNN, compiler none (${two(1, 3)}) and tensorflow 2.21.0 on gpu, 8 threads, oneDNN, compiler xla (${two(0, 2)}). The engine decides the last digits: run all shards on like machines, or fix "engine.backend" and "engine.threads".  [different_engines]`,
  ]);
});

test('two versions of a plugin; two commits are no reason to refuse', () => {
  const [first, second] = done().map(({ path }, i) => {
    const trial = readFinishedTrial(path as string) as FinishedTrial;
    const plugins = [{ name: 'huber', version: `1.${i}.0` }];
    const commit = { hash: `${i}`.repeat(40), dirty: i === 1 };
    const environment = { ...trial.environment, commit };
    return { ...trial, path: `run-${i}`, plan: { ...trial.plan, plugins }, environment };
  }) as unknown as [FinishedTrial, FinishedTrial];
  assert.is(
    renderIssues(sameSoftwareIssues([second, first])),
    'One version of the plugin huber is wanted, found huber 1.0.0 (run-0) and huber 1.1.0 (run-1). Install the same version everywhere, and run those trials again.  [different_plugins]',
  );
  assert.equal(commitWarnings([second, first]), [
    'One commit of noprop is wanted, found 0000000 (run-0) and 1111111 with changes (run-1).',
  ]);
  assert.equal(commitWarnings([first]), []);
});

test.run();
