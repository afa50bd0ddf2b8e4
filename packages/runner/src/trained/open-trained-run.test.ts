import { rmSync, writeFileSync } from 'node:fs';
import { NopropError } from '@noprop/core';
import { startEngine } from '@noprop/engine';
import { openRunFolder } from '@noprop/store';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { planOf, runToys } from '../run/plan-fixture';
import { runPlan } from '../run/run-plan';
import { openTrainedRun } from './open-trained-run';

const test = suite('openTrainedRun');

test.before(() => startEngine().then(() => undefined));

/** Calls `use` with the folder of a completed run on ten images: two epochs of three passes of three steps. */
function withRun(use: (path: string) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (runs) => {
    const { run } = await runPlan(await planOf(), {
      runs,
      onEvent: () => undefined,
      signal: new AbortController().signal,
    });
    await use(run);
  });
}

async function refusal(path: string): Promise<string> {
  const error = await openTrainedRun(path, [runToys]).catch((thrown: unknown) => thrown);
  assert.instance(error, NopropError);
  return (error as NopropError).message.replaceAll(path, 'RUN');
}

test('reads parameters and statistics of the last checkpoint, without slots and sums', () =>
  withRun(async (path) => {
    const run = await openTrainedRun(path, [runToys]);
    assert.equal(
      run.tensors.map(({ name, shape }) => [name, shape.join()]),
      [
        ...[1, 2, 3].flatMap((t) => [
          [`parameters/block/${t}/w`, '2'],
          [`statistics/block/${t}/seen`, ''],
        ]),
        ['parameters/head/w', '2'],
      ],
    );
    assert.equal([run.step, run.result?.status, run.warnings], [18, 'completed', []]);
    const stored = openRunFolder(path).latestCheckpoint().checkpoint?.tensors.get('parameters/head/w');
    assert.equal(run.tensors.at(-1)?.data, stored?.data);
  }));

test('warns about an unfinished run and each damaged checkpoint, and names the one it uses once', () =>
  withRun(async (path) => {
    rmSync(`${path}/result.json`);
    for (const step of [18, 27]) writeFileSync(`${path}/checkpoints/step-000000${step}.safetensors`, 'no checkpoint');
    const { step, warnings } = await openTrainedRun(path, [runToys]);
    assert.is(step, 9);
    const damage = (warnings[0] as string).replace(/\.$/, '');
    assert.match(damage, /^Invalid safetensors file: /);
    assert.equal(warnings, [
      `${damage}.`,
      `${damage}. Using the checkpoint from step 9 instead.`,
      'The run is unfinished; using its checkpoint from step 9.',
    ]);
  }));

test('refuses a run without a checkpoint, and shows how to get one', () =>
  withRun(async (path) => {
    for (const step of ['09', '18']) rmSync(`${path}/checkpoints/step-000000${step}.safetensors`);
    assert.is(
      await refusal(path),
      'RUN  This run has no checkpoint. Resume it to write one: "npx noprop resume RUN".  [no_checkpoint]',
    );
  }));

test('refuses a checkpoint with other parameters', () =>
  withRun(async (path) => {
    const folder = openRunFolder(path);
    const checkpoint = folder.latestCheckpoint().checkpoint;
    assert.ok(checkpoint);
    const all = [...checkpoint.tensors].map(([name, tensor]) => ({ name, ...tensor }));
    const write = (tensors: typeof all, metadata: Record<string, string>): void => {
      folder.saveCheckpoint(18, tensors, metadata);
    };
    const place = 'RUN/checkpoints/step-00000018.safetensors  The checkpoint does not match this run:';
    const hint = 'Use the code that wrote this checkpoint.  [checkpoint_mismatch]';
    const noprop = checkpoint.metadata.get('noprop') as string;
    const head = 'parameters/head/w';
    write(
      all.filter(({ name }) => name !== head),
      { noprop },
    );
    assert.is(await refusal(path), `${place} tensor "${head}" is missing. ${hint}`);
    write(
      all.map((each) => (each.name === head ? { ...each, shape: [1, 2] } : each)),
      { noprop },
    );
    assert.is(await refusal(path), `${place} expected F32 [2] for "${head}", got F32 [1, 2]. ${hint}`);
    write(all, {});
    const { planId } = JSON.parse(noprop) as { planId: string };
    assert.is(await refusal(path), `${place} expected plan ${planId}, got none. ${hint}`);
  }));

test.run();
