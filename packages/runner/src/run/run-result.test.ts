import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEngine } from '@noprop/engine';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { linesOf, read, resume, run } from './run-fixture';

const test = suite('run result');

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;

test('logs the clock in its own file, one line per epoch', () =>
  inTemporaryFolder(async (folder) => {
    const { run: path, result } = await run(folder, []);
    const lines = linesOf(path, 'clock.jsonl');
    assert.equal(
      lines.map(({ step, epoch, ...rest }) => [step, epoch, Object.keys(rest)]),
      [
        [9, 1, ['seconds']],
        [18, 2, ['seconds']],
      ],
    );
    assert.is(result.trainingSeconds, lines[1]?.seconds);
    assert.is(result.epochSeconds[0], lines[0]?.seconds);
    assert.ok(near(sum(result.epochSeconds), result.trainingSeconds));
    assert.ok(result.trainingSeconds > 0 && result.trainingSeconds < result.seconds);
  }));

test('adds up the times of all processes of a resumed run', () =>
  inTemporaryFolder(async (folder) => {
    const cut = await run(folder, ['training.epochs=3'], (event) => event.event === 'step' && event.step === 14);
    const first = linesOf(cut.run, 'clock.jsonl');
    assert.equal(
      first.map(({ step, partial }) => [step, partial]),
      [
        [9, undefined],
        [14, true],
      ],
    );
    assert.equal([cut.result.epochSeconds.length, cut.result.trainingSeconds], [1, first[1]?.seconds]);
    const { result } = await resume(cut.run);
    const lines = linesOf(cut.run, 'clock.jsonl');
    assert.equal(lines.slice(0, 2), first);
    assert.equal(
      lines.slice(2).map(({ step, epoch }) => [step, epoch]),
      [
        [18, 2],
        [27, 3],
      ],
    );
    assert.is(result.trainingSeconds, lines[3]?.seconds);
    assert.is(result.epochSeconds.length, 3);
    assert.is(result.epochSeconds[0], cut.result.epochSeconds[0]);
    assert.ok(near(sum(result.epochSeconds), result.trainingSeconds));
    assert.ok(result.trainingSeconds > cut.result.trainingSeconds);
  }));

test('a rewound run forgets later times, and a run without a clock log starts counting anew', () =>
  inTemporaryFolder(async (folder) => {
    const { run: path } = await run(folder, []);
    const [first] = linesOf(path, 'clock.jsonl');
    rmSync(join(path, 'result.json'));
    rmSync(join(path, 'checkpoints', 'step-00000018.safetensors'));
    await resume(path);
    const again = linesOf(path, 'clock.jsonl');
    assert.equal([again[0], again.length], [first, 2]);
    for (const file of ['result.json', 'clock.jsonl', 'checkpoints/step-00000018.safetensors'])
      rmSync(join(path, file));
    const { result } = await resume(path);
    assert.is(result.epochSeconds.length, 1);
    assert.ok(near(sum(result.epochSeconds), result.trainingSeconds));
  }));

test('reports the resident set of the process and the tensors of a compiled step', () =>
  inTemporaryFolder(async (folder) => {
    const { compiler } = await startEngine();
    const { memory } = (await run(folder, [])).result;
    assert.ok(memory.peakResidentBytes > 30e6, `${memory.peakResidentBytes}`);
    assert.is(memory.gpuBytes, undefined);
    if (compiler === 'none') assert.is(memory.stepTensorBytes, undefined);
    // The state has 4 groups of 2 parameters with one slot each, and 3 statistics: 19 values. A step adds more.
    else assert.ok((memory.stepTensorBytes as number) > 4 * 19 && (memory.stepTensorBytes as number) < 4000);
  }));

test('stores a note about the dataset as a warning, once, also in a resumed run', () =>
  inTemporaryFolder(async (folder) => {
    const overrides = ['dataset.with.note=a known reconstruction of ten'];
    const message = 'This copy of ten is not the official one: a known reconstruction of ten.';
    const cut = await run(folder, overrides, ({ event }) => event === 'step');
    assert.equal(cut.result.warnings, [message]);
    const { result, events, run: path } = await resume(cut.run);
    assert.equal(result.warnings, [message]);
    assert.equal(
      events.filter(({ event }) => event === 'warning'),
      [{ event: 'warning', message }],
    );
    assert.equal(JSON.parse(read(path, 'result.json')).warnings, [message]);
    assert.equal((await run(folder, [])).result.warnings, []);
  }));

test('fails before the first step, with the reason, if the data cannot be loaded', () =>
  inTemporaryFolder(async (folder) => {
    const { run: path, result, exitCode, events } = await run(folder, ['dataset.with.broken=missing']);
    assert.equal([exitCode, result.status, result.steps], [1, 'failed', 0]);
    assert.is(result.reason, 'The images are gone from /srv/shared/sets/ten. Fetch them.  [dataset_missing]');
    const reason = 'The images are gone from .../sets/ten. Fetch them.  [dataset_missing]';
    assert.equal(JSON.parse(read(path, 'result.json')), { ...result, reason }, 'no paths of this machine');
    assert.equal(events.at(-1), { event: 'finished', result });
  }));

test('records an unexpected error of a plugin and rethrows it', () =>
  inTemporaryFolder(async (folder) => {
    const thrown = await run(folder, ['dataset.with.broken=bug']).then(
      () => 'no error',
      (error: unknown) => String(error),
    );
    assert.is(thrown, 'TypeError: images is undefined');
    const [name] = readdirSync(folder) as [string];
    const { status, reason } = JSON.parse(read(join(folder, name), 'result.json'));
    assert.equal([status, reason], ['failed', 'TypeError: images is undefined']);
  }));

test('reports how far a failed training got', () =>
  inTemporaryFolder(async (folder) => {
    const { result } = await run(folder, ['objective.uses=run/cliff', 'training.logEvery=1', 'training.epochs=3']);
    assert.equal([result.status, result.steps, result.epochSeconds.length], ['failed', 4, 1]);
    assert.equal(Object.keys(result.terms), ['slope', 'edge']);
    assert.ok(result.trainingSeconds > 0 && result.memory.peakResidentBytes > 0);
    const start = /^training {2}The loss is NaN at step 5 \(epoch 2, only\): the term edge is not finite\. /;
    assert.match(result.reason ?? '', start);
  }));

test.run();
