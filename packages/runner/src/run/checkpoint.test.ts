import { join } from 'node:path';
import { engineMemory, startEngine } from '@noprop/engine';
import { readSafetensors, writeSafetensors } from '@noprop/store';
import { inTemporaryFolder, messageOf } from '@noprop/store/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fromCheckpoint, type Restored, toCheckpoint } from './checkpoint';
import { createTrainer, method, numbersOf, onlyUpdates, optimizer } from './fixture';
import { disposeGroup, initialState, type TrainingState } from './state';
import type { Trainer } from './trainer';

const test = suite('checkpoint');

test.before(() => startEngine().then(() => undefined));

const PLAN = 'a'.repeat(64);

function save(trainer: Trainer, step: number, path: string): void {
  const { tensors, metadata, release } = toCheckpoint(trainer.state, trainer.pending, PLAN, step);
  writeSafetensors(path, tensors, metadata);
  release();
}

function load(path: string, fresh: TrainingState, planId = PLAN): Restored {
  const { tensors, metadata } = readSafetensors(path);
  return fromCheckpoint('step.safetensors', { tensors, metadata: Object.fromEntries(metadata) }, fresh, planId);
}

const dispose = ({ groups }: TrainingState): void => {
  for (const group of Object.values(groups)) disposeGroup(group);
};

test('stores every tensor, counter and pending sum to the last bit', () =>
  inTemporaryFolder((folder) => {
    const { trainer, dispose: end } = createTrainer(method);
    for (let step = 0; step < 5; step++) {
      if (step === 3) trainer.read();
      trainer.run(step);
    }
    save(trainer, 5, join(folder, 'a'));
    const before = engineMemory();
    const { state, step, pending } = load(join(folder, 'a'), initialState(method, optimizer, 2));
    assert.is(step, 5);
    assert.equal(numbersOf(state), numbersOf(trainer.state));
    assert.equal(state.updates, { 'block/1': 3, 'block/2': 2, 'block/3': 0, head: 5 });
    assert.equal(
      Object.entries(state.groups).map(([name, group]) => [name, group.step]),
      [
        ['block/1', 3],
        ['block/2', 2],
        ['block/3', 0],
        ['head', 5],
      ],
    );
    assert.is(pending?.steps, 2);
    assert.equal([...(pending?.sums.dataSync() ?? [])], [...(trainer.pending?.sums.dataSync() ?? [])]);
    pending?.sums.dispose();
    dispose(state);
    assert.is(engineMemory().tensors, before.tensors, 'the fresh state is freed');
    end();
  }));

test('resumes training to identical numbers and readings', () =>
  inTemporaryFolder((folder) => {
    const whole = createTrainer(method);
    const first = createTrainer(method);
    for (const { trainer } of [whole, first]) for (let step = 0; step < 2; step++) trainer.run(step);
    save(first.trainer, 2, join(folder, 'a'));
    first.dispose();
    const second = createTrainer(method, { seed: 1 });
    const { state, step, pending } = load(join(folder, 'a'), second.trainer.state);
    Object.assign(second.trainer.state.groups, state.groups);
    Object.assign(second.trainer.state.updates, state.updates);
    second.trainer.resumeSums(step, pending?.sums as Tensor, pending?.steps as number);
    for (const { trainer } of [whole, second]) trainer.run(2);
    assert.equal(second.trainer.read(), whole.trainer.read());
    for (const { trainer } of [whole, second]) for (let step = 3; step < 6; step++) trainer.run(step);
    assert.equal(numbersOf(second.trainer.state), numbersOf(whole.trainer.state));
    assert.equal(second.trainer.read(), whole.trainer.read());
    whole.dispose();
    second.dispose();
  }));

test('has no pending sums right after a reading', () =>
  inTemporaryFolder((folder) => {
    const { trainer, dispose: end } = createTrainer(method);
    trainer.run(0);
    trainer.read();
    save(trainer, 1, join(folder, 'a'));
    const { state, pending } = load(join(folder, 'a'), initialState(method, optimizer, 1));
    assert.is(pending, undefined);
    dispose(state);
    end();
  }));

const hint = 'Resume with the code and pipeline that wrote it, or start a new run.  [checkpoint_mismatch]';
const wide = method.groups.map((group) => ({
  ...group,
  parameters: { w: { shape: [2, 3], init: { kind: 'zeros' } } } as const,
}));
const more = [
  ...method.groups,
  { name: 'tail', parameters: { w: { shape: [1], init: { kind: 'zeros' } } }, statistics: {} } as const,
];

test('refuses a checkpoint of another plan, with a missing tensor or with another shape', () =>
  inTemporaryFolder((folder) => {
    const path = join(folder, 'a');
    const { trainer, dispose: end } = createTrainer(onlyUpdates(['head']));
    save(trainer, 0, path);
    const refusal = (groups: typeof method.groups, planId = PLAN): string =>
      messageOf(() => load(path, initialState({ ...method, groups }, optimizer, 1), planId));
    const start = 'step.safetensors  The checkpoint does not match this run:';
    const other = 'b'.repeat(64);
    assert.is(refusal(method.groups, other), `${start} expected plan ${other}, got ${PLAN}. ${hint}`);
    assert.is(refusal(more), `${start} tensor "parameters/tail/w" is missing. ${hint}`);
    assert.is(refusal(wide), `${start} expected shape [2, 3] for "parameters/block/1/w", got [2]. ${hint}`);
    writeSafetensors(path, [], {});
    assert.is(refusal(method.groups), `${start} expected plan ${PLAN}, got none. ${hint}`);
    end();
  }));

test.run();
