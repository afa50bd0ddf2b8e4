import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRunFolder, type RunFolder } from '@noprop/store';
import { inTemporaryFolder, messageOf } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readRunRecord } from './read-run-record';

const test = suite('readRunRecord');

const slots = { dataset: { uses: 'noprop/glyphs', with: { train: 40 } } };
const plan = {
  format: 1,
  name: 'tiny',
  seed: 3,
  engine: {},
  plugins: [],
  slots,
  training: { epochs: 2, batchSize: 4, logEvery: 2, dropLast: false },
  evaluation: [{ uses: 'noprop/accuracy', with: { split: 'test' } }],
  expected: { accuracy: { paper: 0.99 } },
};
const machine = {
  node: 'v20.20.2',
  platform: 'linux',
  arch: 'x64',
  cpu: 'a processor',
  cores: 2,
  noprop: '0.1.0',
  commit: null,
  engine: { backend: 'cpu' },
};
const environment = { ...machine, memory: 2 ** 34, planId: 'abc', folder: '/home/x', dataset: { location: '/home/x' } };
const values = { accuracy: 0.75, runs: [0.5, 1], images: 2, chain: [0.25, 0.75], alone: [0.5, 0.5] };
const confusion = [
  [2, 0],
  [1, 1],
];
const result = {
  status: 'completed',
  name: 'tiny',
  planId: 'abc',
  seed: 3,
  steps: 20,
  evaluation: { test: { ...values, confusion } },
  secondsPerImage: { test: 0.5 },
  terms: { crossEntropy: 0.125 },
  seconds: 30,
  trainingSeconds: 20,
  epochSeconds: [11, 9],
  memory: { peakResidentBytes: 1000, stepTensorBytes: 100, gpuBytes: 10 },
  warnings: ['This copy of glyphs is not the official one: drawn.'],
  engine: {},
};

/** A run folder with a plan, an environment and two epochs in its logs. */
function withRun(check: (run: RunFolder) => void): Promise<void> {
  return inTemporaryFolder((runs) => {
    const run = createRunFolder({ runs, name: 'tiny', id: 'abc' });
    run.writePlan(plan);
    run.writeEnvironment(environment);
    const reading = { pass: 1, passName: 'block/1', loss: 1, metrics: {} };
    run.appendMetrics({ ...reading, step: 10, epoch: 1, terms: { crossEntropy: 0.5 } });
    run.appendMetrics({ step: 10, epoch: 1, evaluation: { test: { ...values, confusion }, train: { loss: 1 } } });
    run.appendMetrics({ ...reading, step: 15, epoch: 2, terms: { crossEntropy: 0.25 } });
    run.appendClock({ step: 10, epoch: 1, seconds: 11 });
    run.appendClock({ step: 15, epoch: 2, seconds: 16, partial: true });
    check(run);
  });
}

const planned = {
  name: 'tiny',
  seed: 3,
  slots,
  training: { epochs: 2, batchSize: 4 },
  evaluation: plan.evaluation,
  expected: plan.expected,
};
const progress = [{ epoch: 1, step: 10, evaluation: { test: { ...values, confusion } } }];

test('reads what a completed run planned and measured, without paths of its machine', () =>
  withRun((run) => {
    run.writeResult(result);
    assert.equal(readRunRecord(run.path), {
      planId: 'abc',
      plan: planned,
      status: 'completed',
      steps: 20,
      evaluation: { test: { ...values, confusion } },
      terms: { crossEntropy: 0.125 },
      progress,
      warnings: result.warnings,
      environment: machine,
      measured: {
        trainingSeconds: 20,
        epochSeconds: [11, 9],
        secondsPerImage: { test: 0.5 },
        peakResidentBytes: 1000,
        stepTensorBytes: 100,
        gpuBytes: 10,
      },
    });
  }));

test('reads a run without a result as interrupted, as far as its logs go', () =>
  withRun((run) => {
    assert.equal(readRunRecord(run.path), {
      planId: 'abc',
      plan: planned,
      status: 'interrupted',
      steps: 15,
      evaluation: {},
      terms: { crossEntropy: 0.25 },
      progress,
      warnings: [],
      environment: machine,
      measured: { trainingSeconds: 16, epochSeconds: [11], secondsPerImage: {} },
    });
    rmSync(join(run.path, 'metrics.jsonl'));
    rmSync(join(run.path, 'clock.jsonl'));
    const { steps, terms, measured } = readRunRecord(run.path);
    assert.equal([steps, terms, measured.trainingSeconds, measured.epochSeconds], [0, {}, 0, []]);
  }));

test('reads the reason of a failed run, and the result of an interrupted one', () =>
  withRun((run) => {
    run.writeResult({ ...result, status: 'failed', reason: 'The loss is NaN.', evaluation: {} });
    const failed = readRunRecord(run.path);
    assert.equal([failed.status, failed.reason, failed.evaluation], ['failed', 'The loss is NaN.', {}]);
    run.writeResult({ ...result, status: 'interrupted', evaluation: {} });
    assert.is(readRunRecord(run.path).status, 'interrupted');
  }));

test('reads a run of an older version without what was not recorded then', () =>
  withRun((run) => {
    const { memory: _memory, warnings: _warnings, ...older } = result;
    run.writeResult({ ...older, evaluation: { test: values } });
    for (const file of ['metrics.jsonl', 'clock.jsonl']) rmSync(join(run.path, file));
    run.writePlan({ ...plan, training: { ...plan.training, limit: 40 }, expected: {} });
    const record = readRunRecord(run.path);
    assert.equal([record.warnings, record.progress, record.evaluation], [[], [], { test: values }]);
    assert.equal(record.plan, { ...planned, training: { epochs: 2, batchSize: 4, limit: 40 }, expected: {} });
    assert.equal(record.measured, { trainingSeconds: 20, epochSeconds: [11, 9], secondsPerImage: { test: 0.5 } });
    const { planId: _planId, ...unnamed } = environment;
    run.writeEnvironment(unnamed);
    assert.is(readRunRecord(run.path).planId, 'abc');
    rmSync(join(run.path, 'result.json'));
    assert.is(readRunRecord(run.path).planId, 'unknown');
  }));

const float32 = (name: string, shape: readonly number[], values: readonly number[]) =>
  ({ name, dtype: 'F32', shape, data: new Uint8Array(Float32Array.from(values).buffer) }) as const;

test('reads class names, and the views for figures once both initial and learned exist', () =>
  withRun((run) => {
    const schedule = [float32('schedule/t', [2], [0, 1]), float32('schedule/snr', [2], [0.5, 2])];
    const gamma = float32('schedule/gamma', [2], [1, -1]);
    run.writeView('initial', [float32('prototypes', [2, 1, 2, 1], [0, 1, 0.5, 0.25]), ...schedule, gamma]);
    assert.is(readRunRecord(run.path).view, undefined);
    run.writeView('learned', [float32('prototypes', [2, 1, 2, 1], [0, 1, 0.5, 2]), ...schedule, gamma]);
    run.writeResult({ ...result, classNames: ['cat', 'dog'] });
    const { classNames, view } = readRunRecord(run.path);
    const curve = { t: [0, 1], gamma: [1, -1], snr: [0.5, 2] };
    assert.equal(classNames, ['cat', 'dog']);
    assert.equal(view, {
      prototypes: {
        image: { height: 1, width: 2, channels: 1 },
        initial: Float32Array.of(0, 1, 0.5, 0.25),
        learned: Float32Array.of(0, 1, 0.5, 2),
      },
      schedule: { initial: curve, learned: curve },
    });
    run.writeView('learned', [...schedule, gamma]);
    assert.equal(readRunRecord(run.path).view, { schedule: { initial: curve, learned: curve } });
    run.writeView('learned', schedule);
    assert.equal(readRunRecord(run.path).view, {});
  }));

test('takes an accuracy alone as one inference run, and ignores metrics of other kinds', () =>
  withRun((run) => {
    run.writeResult({ ...result, evaluation: { test: { accuracy: 1 }, train: { loss: 2 } } });
    assert.equal(readRunRecord(run.path).evaluation, {
      test: { accuracy: 1, runs: [1], images: 0, chain: [], alone: [] },
    });
  }));

test('reads a copy without its checkpoints', () =>
  withRun((run) => {
    run.writeResult(result);
    rmSync(join(run.path, 'checkpoints'), { recursive: true });
    assert.is(readRunRecord(run.path).status, 'completed');
  }));

test('refuses a folder that is not a run, and one with a missing file', () =>
  withRun((run) => {
    const missing = join(run.path, 'missing');
    assert.is(
      messageOf(() => readRunRecord(missing)),
      `${missing}  Not a run folder: no folder exists at this path. Give a folder created by "npx noprop run", such as runs/quickstart-1a2b3c4d.  [not_a_run]`,
    );
    rmSync(join(run.path, 'environment.json'));
    assert.is(
      messageOf(() => readRunRecord(run.path)),
      `${run.path}  This run folder has no environment.json.  [run_incomplete]`,
    );
  }));

const hint = 'The file was damaged, edited or written by another version.';

test('reports every damaged value', () =>
  withRun((run) => {
    run.writeResult({ ...result, status: 'done', steps: 1.5, evaluation: { test: { accuracy: 7, runs: ['x'] } } });
    const file = join(run.path, 'result.json');
    assert.is(
      messageOf(() => readRunRecord(run.path)),
      [
        `${file}  evaluation.test.accuracy  Expected a number <= 1, got 7. ${hint}  [out_of_range]`,
        `${file}  evaluation.test.runs.0  Expected a number, got "x". ${hint}  [wrong_type]`,
        `${file}  status  Expected one of completed, interrupted, failed, got "done". ${hint}  [not_a_choice]`,
        `${file}  steps  Expected an integer, got 1.5. ${hint}  [wrong_type]`,
      ].join('\n'),
    );
    writeFileSync(file, '{"status":');
    assert.match(
      messageOf(() => readRunRecord(run.path)),
      `${file}  Invalid JSON: `,
    );
    rmSync(file);
    run.writePlan({ ...plan, seed: 'one' });
    assert.is(
      messageOf(() => readRunRecord(run.path)),
      `${join(run.path, 'plan.json')}  seed  Expected an integer, got "one". ${hint}  [wrong_type]`,
    );
    run.writePlan(plan);
    writeFileSync(join(run.path, 'clock.jsonl'), '{"step":10,"epoch":1}\n');
    assert.is(
      messageOf(() => readRunRecord(run.path)),
      `${join(run.path, 'clock.jsonl')}  Missing key "seconds". ${hint}  [missing_key]`,
    );
  }));

test.run();
