import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { faultyFs } from '../atomic/faulty-fs';
import { type Fs, nodeFs } from '../atomic/fs';
import { failureOf, inTemporaryFolder, messageOf } from '../testing';
import { latestCheckpoint, listCheckpoints, removeCheckpointsAfter, saveCheckpoint } from './checkpoints';
import { checkpointName } from './names';

const test = suite('checkpoints');

const save = (folder: string, step: number, fs: Fs = nodeFs) =>
  saveCheckpoint(folder, step, [{ name: 'w', dtype: 'U8', shape: [1], data: Uint8Array.of(step) }], { plan: 'p' }, fs);
const order = ['create', 'write', 'write', 'sync', 'size', 'close', 'rename', 'syncFolder', 'remove'];
const steps = (folder: string): readonly number[] => listCheckpoints(folder).map(({ step }) => step);

test('keeps the last two and reads the newest', () =>
  inTemporaryFolder((folder) => {
    assert.equal(latestCheckpoint(folder), { checkpoint: undefined, skipped: [] });
    for (const step of [1, 2, 3, 10]) save(folder, step);
    assert.equal(readdirSync(folder).sort(), ['step-00000003.safetensors', 'step-00000010.safetensors']);
    const { checkpoint, skipped } = latestCheckpoint(folder);
    assert.equal(skipped, []);
    assert.is(checkpoint?.step, 10);
    assert.is(checkpoint?.path, join(folder, 'step-00000010.safetensors'));
    assert.is(checkpoint?.metadata.get('plan'), 'p');
    assert.is(checkpoint?.metadata.get('step'), '10');
    assert.equal(checkpoint?.tensors.get('w'), { dtype: 'U8', shape: [1], data: Uint8Array.of(10) });
  }));

test('keeps a valid checkpoint, at most one behind, when killed before any operation', () =>
  inTemporaryFolder((root) => {
    const total = runUntilKilled(join(root, 'whole'), Number.POSITIVE_INFINITY).operations;
    assert.is(total, 3 * 8 + 1);
    for (let killAt = 1; killAt <= total; killAt++) {
      const folder = join(root, `killed-${killAt}`);
      const { acknowledged } = runUntilKilled(folder, killAt);
      const { checkpoint, skipped } = latestCheckpoint(folder);
      assert.equal(skipped, []);
      const found = checkpoint?.step ?? 0;
      assert.ok(
        found === acknowledged || found === acknowledged + 1,
        `killed at ${killAt}: ${found} after ${acknowledged}`,
      );
    }
  }));

test('leaves a valid checkpoint and no temporary file when any single operation fails', () =>
  inTemporaryFolder((root) => {
    for (let failAt = 1; failAt <= 9; failAt++) {
      const folder = join(root, String(failAt));
      mkdirSync(folder);
      save(folder, 1);
      save(folder, 2);
      const { fs, operations } = faultyFs({ failAt, code: 'ENOSPC' });
      if (failAt < 9) assert.is(failureOf(() => save(folder, 3, fs)).issues[0]?.code, 'disk_full');
      else assert.is(save(folder, 3, fs).step, 3);
      assert.is(operations[failAt - 1], order[failAt - 1]);
      assert.is(latestCheckpoint(folder).checkpoint?.step, failAt <= 7 ? 2 : 3);
      assert.equal(
        readdirSync(folder).filter((name) => !name.startsWith('step-')),
        [],
      );
    }
  }));

test('skips and reports damaged checkpoints', () =>
  inTemporaryFolder((folder) => {
    save(folder, 1);
    save(folder, 2);
    const path = join(folder, checkpointName(2));
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.length - 1));
    const { checkpoint, skipped } = latestCheckpoint(folder);
    assert.is(checkpoint?.step, 1);
    assert.equal(skipped, [
      {
        code: 'checkpoint_corrupt',
        path: '',
        file: path,
        message: 'Invalid safetensors file: its header describes 1 bytes of data, but the file has 0.',
        hint: 'The file is damaged or of another kind. Use an earlier checkpoint or a fresh copy.',
      },
    ]);
    writeFileSync(join(folder, checkpointName(1)), '');
    assert.is(latestCheckpoint(folder).checkpoint, undefined);
    assert.is(latestCheckpoint(folder).skipped.length, 2);
  }));

test('skips a checkpoint named after another step', () =>
  inTemporaryFolder((folder) => {
    save(folder, 1);
    copyFileSync(join(folder, checkpointName(1)), join(folder, checkpointName(5)));
    const { checkpoint, skipped } = latestCheckpoint(folder);
    assert.is(checkpoint?.step, 1);
    assert.is(skipped[0]?.message, 'Expected the checkpoint of step 5, got step 1.');
    renameSync(join(folder, checkpointName(1)), join(folder, 'other.safetensors'));
    assert.is(latestCheckpoint(folder).checkpoint, undefined);
  }));

test('fails on a read error instead of skipping the checkpoint', () =>
  inTemporaryFolder((folder) => {
    save(folder, 1);
    const path = join(folder, checkpointName(2));
    writeFileSync(path, Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{}')]));
    truncateSync(path, 2 ** 43);
    assert.is(failureOf(() => latestCheckpoint(folder)).issues[0]?.code, 'read_failed');
  }));

test('ignores links and other files', () =>
  inTemporaryFolder((folder) => {
    save(folder, 1);
    symlinkSync(join(folder, checkpointName(1)), join(folder, checkpointName(2)));
    mkdirSync(join(folder, checkpointName(3)));
    writeFileSync(join(folder, 'notes.txt'), '');
    assert.equal(steps(folder), [1]);
    assert.equal(steps(join(folder, 'missing')), []);
  }));

test('removes later steps when a run is rewound, but not when one is saved', () =>
  inTemporaryFolder((folder) => {
    for (const step of [4, 8]) save(folder, step);
    save(folder, 6);
    assert.equal(steps(folder), [4, 6, 8]);
    assert.is(
      messageOf(() => removeCheckpointsAfter(folder, 4, faultyFs({ failAt: 1, code: 'EACCES' }).fs)),
      `${join(folder, checkpointName(6))}  Cannot remove this checkpoint of a later step: EACCES. Remove it by hand or make its folder writable.  [remove_failed]`,
    );
    removeCheckpointsAfter(folder, 4);
    assert.equal(steps(folder), [4]);
  }));

test.run();

/** Simulates a run that saves steps 1, 2 and 3 and is killed before one operation. */
function runUntilKilled(folder: string, killAt: number): { acknowledged: number; operations: number } {
  mkdirSync(folder);
  const { fs, operations } = faultyFs({ failAt: killAt, lasting: 'forever' });
  let acknowledged = 0;
  try {
    for (const step of [1, 2, 3]) acknowledged = save(folder, step, fs).step;
  } catch (error) {
    if (operations.length < killAt) throw error;
  }
  return { acknowledged, operations: operations.length };
}
