import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SweepState } from '@noprop/runner';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli, withFolder } from '../run-cli';
import { lastJson, lay, readText, tiny } from './fixture';

const test = suite('noprop sweep');

const two = `name: two
pipelines: [tiny.yaml]
set: [evaluation.0.with.runs=1]
matrix: { optimizer.with.learningRate: [0.001, 0.01] }
`;

const events = (stdout: string): string[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly event?: string })
    .flatMap(({ event }) => (event === undefined || event === 'trial-progress' ? [] : [event]));

test('runs each trial once, shows the state at any time, and leaves the same bytes when run again', () =>
  withFolder((folder) => {
    lay(folder, { 'two.yaml': two });
    const before = runCli(['sweep', 'status', 'two.yaml'], { cwd: folder });
    assert.is(before.stdout, 'two: 2 trials: 0 completed, 0 running, 0 interrupted, 0 failed, 0 stopped, 2 missing\n');
    const first = runCli(['sweep', 'two.yaml', '--json', '--jobs', '2'], { cwd: folder });
    assert.is(first.code, 0, first.stderr);
    assert.equal(events(first.stdout).sort(), [
      'sweep-started',
      ...['trial-finished', 'trial-finished', 'trial-started', 'trial-started'],
    ]);
    const { trials, folder: out } = lastJson<SweepState>(first.stdout);
    assert.equal(
      trials.map(({ status, point, seed, command }) => [status, point, seed, command]),
      [0.001, 0.01].map((rate) => [
        'completed',
        { 'optimizer.with.learningRate': rate },
        1,
        `npx noprop run tiny.yaml evaluation.0.with.runs=1 optimizer.with.learningRate=${rate} seed=1`,
      ]),
    );
    assert.is(out, join(folder, 'sweeps', 'two'));
    assert.not.match(readText(out, 'sweep.json'), folder);
    assert.equal(readdirSync(join(out, 'trials')).sort(), trials.map(({ id }) => `tiny-${id.slice(0, 8)}`).sort());
    const results = readText(out, 'results.json');
    assert.not.match(results, /seconds|rssBytes/i);

    const again = runCli(['sweep', 'two.yaml', '--json'], { cwd: folder });
    assert.is(again.code, 0);
    assert.equal(events(again.stdout), ['sweep-started']);
    assert.is(readText(out, 'results.json'), results);

    const status = runCli(['sweep', 'status', 'sweeps/two', '--json'], { cwd: folder });
    assert.equal(
      JSON.parse(status.stdout).trials.map((trial: { status: string }) => trial.status),
      ['completed', 'completed'],
    );
    const listed = runCli(['sweep', 'two.yaml', '--dry-run'], { cwd: folder });
    const [one, other] = trials.map(({ id }) => id.slice(0, 8));
    assert.is(
      listed.stdout,
      `${one}  completed    tiny learningRate=0.001 seed=1\n${other}  completed    tiny learningRate=0.01 seed=1\n2 trials\n`,
    );
  }));

test('sweep status takes the folder of a sweep file from --out, which its help shows', () =>
  withFolder((folder) => {
    lay(folder, { 'two.yaml': two });
    const { stdout } = runCli(['sweep', 'status', 'two.yaml', '--out', 'other', '--json'], { cwd: folder });
    assert.is(lastJson<SweepState>(stdout).folder, 'other');
    const help = runCli(['sweep', 'status', '--help']);
    assert.match(help.stdout, / {2}--out <dir> +sweep folder, if <path> is a sweep file \(default:\s+sweeps\/<name>\)/);
  }));

const ends = (how: string): string =>
  `- { pipeline: tiny.yaml, set: ["plugins=[faulty]", "evaluation=[{ uses: faulty/end, with: { how: ${how} } }]"] }`;
const failing = `pipelines: [tiny.yaml]
matrix: { optimizer.with.learningRate: [1.0e+30, 0.001] }
include:
  ${ends('throw')}
  ${ends('heap')}
  - { pipeline: tiny.yaml, set: ["plugins=[broken]"] }
  - { pipeline: tiny.yaml, set: ["dataset={ uses: noprop/mnist, with: { root: nowhere } }"] }
`;

test('reports why trials diverge, run out of memory or have a broken plugin, and finishes the others', () =>
  withFolder((folder) => {
    lay(folder, { 'failing.yaml': failing });
    const env = { NODE_OPTIONS: '--max-old-space-size=160' };
    const { code, stdout, stderr } = runCli(['sweep', 'failing.yaml', '--jobs', '2', '--json'], { cwd: folder, env });
    assert.is(code, 1, stderr);
    const { trials, folder: out } = lastJson<SweepState>(stdout);
    assert.equal(
      trials.map(({ status, reason }) => [status, reason]),
      [
        [
          'failed',
          'training  The loss is NaN at step 3 (epoch 1, block/1): the term denoising is not finite. The last checkpoint is kept. Lower optimizer.with.learningRate, or check the data.  [diverged]',
        ],
        ['completed', undefined],
        ['failed', 'The plugin "faulty" failed: TypeError: this.scores is not a function.'],
        [
          'failed',
          'Out of memory: the JavaScript heap reached its limit. Raise it with NODE_OPTIONS=--max-old-space-size=<MiB>, or make the trial smaller.',
        ],
        ['failed', 'The plugin "broken" failed to load: this plugin needs another Node.'],
        [
          'failed',
          'override dataset={ uses: noprop/mnist, with: { root: nowhere } }  dataset.with.root  No complete copy of mnist in nowhere; missing: train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte. Put the files there (each plain or as .gz), or remove root to use NOPROP_DATA, the cache or a download.  [dataset_missing]',
        ],
      ],
    );
    const results = JSON.parse(readText(out, 'results.json')) as { trials: { status: string; reason?: string }[] };
    assert.equal(
      results.trials.map(({ status, reason }) => [status, reason]),
      trials.map(({ status, reason }) => [status, reason]),
    );
    const [, , , heap] = trials as readonly [unknown, unknown, unknown, SweepState['trials'][number]];
    const failure = JSON.parse(readText(out, 'failures', `tiny-${heap.id.slice(0, 8)}.json`));
    assert.equal([failure.format, failure.id, failure.exitCode, failure.signal], [1, heap.id, null, 'SIGABRT']);

    const again = runCli(['sweep', 'failing.yaml', '--json'], { cwd: folder });
    assert.is(again.code, 1);
    assert.equal(events(again.stdout), ['sweep-started']);
    const status = runCli(['sweep', 'status', 'failing.yaml'], { cwd: folder });
    assert.match(
      status.stdout,
      /^failing: 6 trials: 1 completed, 0 running, 0 interrupted, 5 failed, 0 stopped, 0 missing\n/,
    );
    assert.match(status.stdout, 'failed  tiny learningRate=1e+30 seed=1\n        training  The loss is NaN at step 3');
  }));

test('--fail-fast stops after the first failure, --retry-failed runs failed trials again', () =>
  withFolder((folder) => {
    lay(folder, { 'failing.yaml': failing.slice(0, failing.indexOf('include')) });
    const first = runCli(['sweep', 'failing.yaml', '--fail-fast', '--json'], { cwd: folder });
    assert.is(first.code, 1, first.stderr);
    assert.equal(events(first.stdout), ['sweep-started', 'trial-started', 'trial-finished']);
    assert.equal(
      lastJson<SweepState>(first.stdout).trials.map(({ status }) => status),
      ['failed', 'missing'],
    );
    const second = runCli(['sweep', 'failing.yaml', '--retry-failed', '--json'], { cwd: folder });
    assert.is(second.code, 1);
    assert.equal(
      lastJson<SweepState>(second.stdout).trials.map(({ status }) => status),
      ['failed', 'completed'],
    );
    assert.is(events(second.stdout).filter((event) => event === 'trial-started').length, 2);
  }));

test('reports all problems of all trials at once, each at its position in the sweep or pipeline', () =>
  withFolder((folder) => {
    lay(folder, {
      'wrong.yaml': `pipelines: [tiny.yaml, other.yaml, bad.yaml]
set:
  - objective.with.eat=1
matrix:
  optimizer.with.learningRate: [0.1, much]
exclude: [{ learningRate: 0.1 }]
`,
      'bad.yaml': `${tiny}sead: 1\n`,
    });
    const first = runCli(['sweep', 'wrong.yaml', '--dry-run'], { cwd: folder });
    assert.is(first.code, 2);
    assert.is(
      first.stderr,
      'wrong.yaml:6:13  exclude.0.learningRate  Unknown axis "learningRate". Axes: pipeline, seed, optimizer.with.learningRate.  [unknown_key]\n',
    );
    lay(folder, { 'wrong.yaml': readText(folder, 'wrong.yaml').replace(/exclude.*\n/, '') });
    const { code, stderr } = runCli(['check', 'wrong.yaml'], { cwd: folder });
    assert.is(code, 2);
    assert.is(
      stderr,
      [
        'bad.yaml:10:1  sead  Unknown key "sead". Did you mean "seed"?  [unknown_key]',
        'wrong.yaml:1:24  pipelines.1  Cannot read the pipeline "other.yaml": no such file. Paths are relative to the sweep file.  [unreadable_file]',
        'wrong.yaml:3:5  set.0  The pipeline has no "objective.with.eat". Did you mean "objective.with.eta"? To add it, write +objective.with.eat=1. Pipeline: tiny.yaml.  [unknown_override]',
        'wrong.yaml:3:5  set.0  The pipeline has no "objective.with.eat". Did you mean "objective.with.eta"? To add it, write +objective.with.eat=1. Pipeline: bad.yaml.  [unknown_override]',
        'wrong.yaml:5:38  optimizer.with.learningRate  Expected a number, got "much". Pipeline: tiny.yaml.  [wrong_type]',
        'wrong.yaml:5:38  optimizer.with.learningRate  Expected a number, got "much". Pipeline: bad.yaml.  [wrong_type]',
        '',
      ].join('\n'),
    );
    assert.not(existsSync(join(folder, 'sweeps')));
  }));

test('check accepts a sweep and refuses overrides for it', () =>
  withFolder((folder) => {
    lay(folder, { 'two.yaml': two });
    assert.is(runCli(['check', 'two.yaml'], { cwd: folder }).stdout, 'two.yaml: ok (2 trials)\n');
    assert.is(
      runCli(['check', 'two.yaml', 'seed=2'], { cwd: folder }).stderr,
      'two.yaml  Cannot check a sweep with overrides: seed=2. Put them under "set" in the sweep file.  [bad_override]\n',
    );
  }));

test.run();
