import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readSafetensors } from '@noprop/store';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { RunEvent } from './events';
import { bytesOf, checkpoints, linesOf, read, resume, run } from './run-fixture';

const test = suite('evaluation during training');

/** Three epochs of nine steps. */
const epochs = 'training.epochs=3';
const both = '[{uses: run/classes}, {uses: run/classes, with: {split: train, as: trained}}]';
const every = (count: number): string[] => [epochs, `+evaluateEvery={epochs: ${count}, evaluation: ${both}}`];

const measured = (path: string) => linesOf(path, 'metrics.jsonl').filter(({ evaluation }) => evaluation !== undefined);

test('evaluates after every epoch: appends a log line after those of its steps and emits an event', () =>
  inTemporaryFolder(async (folder) => {
    const { run: path, events, result } = await run(folder, every(1));
    const test = { classes: [1, 1, 1, 0] };
    const train = { trained: [1, 1, 1, 0, 1, 1, 1, 1, 1, 1] };
    const evaluation = { test, train };
    const lines = [9, 18, 27].map((step) => ({ epoch: step / 9, evaluation, step }));
    assert.equal(measured(path), lines);
    assert.equal(
      linesOf(path, 'metrics.jsonl')
        .slice(5, 8)
        .map(({ step, loss }) => [step, typeof loss]),
      [
        [9, 'number'],
        [9, 'undefined'],
        [11, 'number'],
      ],
    );
    const emitted = events.filter(({ event }) => event === 'progress');
    assert.equal(
      emitted,
      lines.map(({ step, epoch }) => ({ event: 'progress', step, epoch, epochs: 3, evaluation })),
    );
    assert.equal(result.evaluation, { test });
    const loaded = events.filter((event) => event.event === 'data' && event.split === 'test');
    assert.is(loaded.length, 1, 'the test split is loaded once');
  }));

test('evaluates after every second epoch and after the last', () =>
  inTemporaryFolder(async (folder) => {
    const { run: path } = await run(folder, every(2));
    assert.equal(
      measured(path).map(({ epoch }) => epoch),
      [2, 3],
    );
  }));

test('does not change training, byte for byte', () =>
  inTemporaryFolder(async (folder) => {
    const plain = await run(folder, [epochs]);
    const watched = await run(folder, every(1));
    const tensors = (path: string) =>
      [...readSafetensors(join(path, 'checkpoints', checkpoints(path).at(-1) as string)).tensors].map(
        ([name, { data }]) => [name, [...data]],
      );
    assert.equal(tensors(watched.run), tensors(plain.run));
    const losses = linesOf(watched.run, 'metrics.jsonl').filter(({ evaluation }) => evaluation === undefined);
    assert.equal(losses, linesOf(plain.run, 'metrics.jsonl'));
    assert.is.not(watched.result.planId, plain.result.planId);
  }));

const isEvaluating = (count: number) => {
  let seen = 0;
  return (event: RunEvent): boolean => event.event === 'evaluating' && event.split === 'test' && ++seen === count;
};

const stops: readonly (readonly [string, () => (event: RunEvent) => boolean, number])[] = [
  ['before an evaluation', () => (event) => event.event === 'epoch' && event.epoch === 2, 18],
  ['during an evaluation', () => isEvaluating(2), 18],
  ['after an evaluation', () => (event) => event.event === 'progress' && event.epoch === 2, 18],
  ['between two', () => (event) => event.event === 'step' && event.step === 14, 14],
  ['before the last', () => (event) => event.event === 'epoch' && event.epoch === 3, 27],
  ['during the last', () => isEvaluating(3), 27],
  ['after the last', () => (event) => event.event === 'progress' && event.epoch === 3, 27],
];

for (const [when, stop, step] of stops) {
  for (const variant of ['seed=1', 'training.checkpointEvery=50', '~evaluation']) {
    test(`stopped ${when} and resumed, logs the bytes of the uninterrupted run (${variant})`, () =>
      inTemporaryFolder(async (folder) => {
        const overrides = [...every(1), variant];
        const whole = await run(join(folder, 'whole'), overrides);
        const cut = await run(join(folder, 'cut'), overrides, stop());
        const status = when === 'after the last' && variant === '~evaluation' ? 'completed' : 'interrupted';
        assert.equal([cut.result.status, cut.result.steps], [status, step]);
        const { result } = await resume(cut.run);
        assert.equal([result.status, result.steps], ['completed', 27]);
        assert.is(read(cut.run, 'metrics.jsonl'), read(whole.run, 'metrics.jsonl'));
        assert.equal(bytesOf(cut.run).at(-1), bytesOf(whole.run).at(-1));
        assert.equal(result.terms, whole.result.terms);
      }));
  }
}

test('stopped again and again, ends with the same bytes', () =>
  inTemporaryFolder(async (folder) => {
    const whole = await run(join(folder, 'whole'), every(1));
    let { run: path, result } = await run(join(folder, 'cut'), every(1), ({ event }) => event === 'step');
    let processes = 1;
    for (; result.status === 'interrupted'; processes++)
      ({ run: path, result } = await resume(path, ({ event }) => event === 'step' || event === 'progress'));
    assert.is(result.status, 'completed');
    assert.ok(processes > 10, `${processes} processes`);
    assert.is(read(path, 'metrics.jsonl'), read(whole.run, 'metrics.jsonl'));
    assert.equal([result.terms, result.evaluation], [whole.result.terms, whole.result.evaluation]);
  }));

test('killed after an evaluation but before its checkpoint, repeats it at the same place in the log', () =>
  inTemporaryFolder(async (folder) => {
    const overrides = [...every(1), 'training.checkpointEvery=14'];
    const whole = await run(folder, overrides);
    const before = read(whole.run, 'metrics.jsonl');
    rmSync(join(whole.run, 'result.json'));
    // As if the process had died after step 18, with step 14 as its last checkpoint.
    rmSync(join(whole.run, 'checkpoints', 'step-00000027.safetensors'));
    const { result } = await resume(whole.run);
    assert.is(result.status, 'completed');
    assert.is(read(whole.run, 'metrics.jsonl'), before);
  }));

test.run();
