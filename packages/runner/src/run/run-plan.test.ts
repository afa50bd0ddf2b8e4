import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@noprop/store';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunEvent } from './events';
import { meanImage, planOf } from './plan-fixture';
import { bytesOf, checkpoints, linesOf, read, resume, run } from './run-fixture';

/** Engine properties that determine the bytes of a run. */
const ENGINE_KEYS = ['backend', 'compiler', 'device', 'oneDnn', 'reason', 'threads', 'version'];

const test = suite('runPlan');

test('writes the record of a completed run and exits with 0', () =>
  inTemporaryFolder(async (folder) => {
    const { run: path, result, exitCode, events } = await run(folder, []);
    assert.is(exitCode, 0);
    assert.equal([result.status, result.steps, result.epochSeconds.length, result.seed], ['completed', 18, 2, 1]);
    assert.equal(result.evaluation, { test: { classes: [1, 1, 1, 0] } });
    assert.equal(JSON.parse(read(path, 'result.json')), result);
    assert.equal(events.at(-1), { event: 'finished', result });
    assert.equal(checkpoints(path), ['step-00000009.safetensors', 'step-00000018.safetensors']);
    const plan = await planOf();
    const { resolved, ...asked } = JSON.parse(read(path, 'plan.json'));
    assert.equal(asked, plan.data);
    assert.equal(Object.keys(resolved).sort(), ENGINE_KEYS);
    assert.is(read(path, 'pipeline.yaml'), plan.source);
  }));

test('fails a diverging run, keeps its last checkpoint and reports why', () =>
  inTemporaryFolder(async (folder) => {
    const overrides = ['objective.uses=run/cliff', 'training.checkpointEvery=2', 'training.logEvery=1'];
    const { run: path, result, exitCode } = await run(folder, overrides);
    assert.is(exitCode, 1);
    assert.equal([result.status, result.evaluation], ['failed', {}]);
    assert.is(
      result.reason,
      'training  The loss is NaN at step 5 (epoch 2, only): the term edge is not finite. The last checkpoint is kept. Lower optimizer.with.learningRate, or check the data.  [diverged]',
    );
    assert.equal(checkpoints(path), ['step-00000002.safetensors', 'step-00000004.safetensors']);
    assert.is(JSON.parse(read(path, 'result.json')).status, 'failed');
  }));

for (const [when, stop] of [
  ['between two readings', (event: RunEvent) => event.event === 'step' && event.step === 5],
  ['at a checkpoint', (event: RunEvent) => event.event === 'checkpoint' && event.step === 9],
  ['during evaluation', (event: RunEvent) => event.event === 'data' && event.split === 'test'],
] as const) {
  test(`stopped ${when} and resumed, ends with the bytes of the uninterrupted run`, () =>
    inTemporaryFolder(async (folder) => {
      const whole = await run(join(folder, 'whole'), []);
      const cut = await run(join(folder, 'cut'), [], stop);
      assert.equal([cut.exitCode, cut.result.status], [130, 'interrupted']);
      const resumed = await resume(cut.run);
      assert.equal([resumed.exitCode, resumed.result.status], [0, 'completed']);
      assert.equal(resumed.events[0], {
        event: 'started',
        run: cut.run,
        name: 'ten',
        planId: whole.result.planId,
        resumedFrom: cut.result.steps,
      });
      assert.is(read(cut.run, 'metrics.jsonl'), read(whole.run, 'metrics.jsonl'));
      assert.equal(bytesOf(cut.run).at(-1), bytesOf(whole.run).at(-1));
      assert.equal(resumed.result.evaluation, whole.result.evaluation);
      assert.equal(resumed.result.terms, whole.result.terms);
    }));
}

test('computes initial values from the limited training images once, and not again on resuming', () =>
  inTemporaryFolder(async (folder) => {
    const overrides = ['objective.uses=run/from-images', 'training.limit=5'];
    meanImage.computed = 0;
    const whole = await run(join(folder, 'whole'), overrides);
    const cut = await run(join(folder, 'cut'), overrides, ({ event }) => event === 'step');
    assert.equal([cut.exitCode, meanImage.computed], [130, 2]);
    const loading = cut.events.filter(({ event }) => event === 'loading');
    assert.equal(loading, [{ event: 'loading', dataset: 'ten', message: 'the mean image' }]);
    const resumed = await resume(cut.run);
    assert.equal([resumed.exitCode, meanImage.computed], [0, 2]);
    assert.is(read(cut.run, 'metrics.jsonl'), read(whole.run, 'metrics.jsonl'));
    assert.equal(bytesOf(cut.run).at(-1), bytesOf(whole.run).at(-1));
  }));

test('stopped before the first step, resumes from the initial values already computed', () =>
  inTemporaryFolder(async (folder) => {
    const overrides = ['objective.uses=run/from-images'];
    const whole = await run(join(folder, 'whole'), overrides);
    const cut = await run(join(folder, 'cut'), overrides, ({ event }) => event === 'loading');
    assert.equal([cut.exitCode, cut.result.steps], [130, 0]);
    await resume(cut.run);
    assert.equal(bytesOf(cut.run).at(-1), bytesOf(whole.run).at(-1));
  }));

test('resumes a run without an intact checkpoint from step 0, with a warning, to the same bytes', () =>
  inTemporaryFolder(async (folder) => {
    const whole = await run(folder, []);
    const before = bytesOf(whole.run);
    rmSync(join(whole.run, 'result.json'));
    for (const name of checkpoints(whole.run)) writeFileSync(join(whole.run, 'checkpoints', name), 'damaged');
    const { events } = await resume(whole.run);
    const warnings = events.flatMap((event) => (event.event === 'warning' ? [event.message] : []));
    assert.is(warnings.length, 3);
    for (const message of warnings.slice(0, 2)) assert.match(message, /^Invalid safetensors file: .*\.$/);
    assert.not.match(warnings.join(), 'instead');
    assert.is(warnings[2], 'This run has no intact checkpoint. Training restarts from step 0.');
    assert.equal(bytesOf(whole.run), before);
  }));

test('resumes a run of version 0.1, keeps its lines with `figures` and writes one column per metric', () =>
  inTemporaryFolder(async (folder) => {
    const whole = await run(join(folder, 'whole'), []);
    const cut = await run(join(folder, 'cut'), [], (event) => event.event === 'checkpoint' && event.step === 9);
    const log = join(cut.run, 'metrics.jsonl');
    const old = linesOf(cut.run, 'metrics.jsonl').map(({ metrics, ...line }) =>
      canonicalJson({ ...line, figures: metrics }),
    );
    writeFileSync(log, `${old.join('\n')}\n`);
    const { exitCode } = await resume(cut.run);
    assert.is(exitCode, 0);
    const expected = read(whole.run, 'metrics.jsonl').split('\n');
    assert.equal(read(cut.run, 'metrics.jsonl').split('\n'), [...old, ...expected.slice(old.length)]);
    assert.is(read(cut.run, 'metrics.csv'), read(whole.run, 'metrics.csv'));
    assert.equal(bytesOf(cut.run), bytesOf(whole.run));
  }));

test('resuming a completed run changes nothing', () =>
  inTemporaryFolder(async (folder) => {
    const whole = await run(folder, []);
    const before = [bytesOf(whole.run), read(whole.run, 'metrics.jsonl')];
    const { result, events } = await resume(whole.run);
    assert.equal(
      events.filter(({ event }) => event === 'step'),
      [],
    );
    assert.equal([result.status, result.steps, result.evaluation], ['completed', 18, whole.result.evaluation]);
    assert.equal([bytesOf(whole.run), read(whole.run, 'metrics.jsonl')], before);
  }));

test.run();
