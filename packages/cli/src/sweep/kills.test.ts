import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RandomStream } from '@noprop/core';
import type { SweepState } from '@noprop/runner';
import { lockOwner } from '@noprop/store';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { interruptCli, root, runCli, withFolder } from '../run-cli';
import { lastJson, lay, readText } from './fixture';

const test = suite('sweeps that are interrupted');

/** Two trials of 144 steps each, with a checkpoint every seven. */
const sweep = `name: cut
pipelines: [tiny.yaml]
set: [training.epochs=24, training.checkpointEvery=7, evaluation.0.with.runs=1]
matrix: { optimizer.with.learningRate: [0.001, 0.01] }
`;

const argsOf = (folder: string, out: string): string[] => [
  'sweep',
  join(folder, 'cut.yaml'),
  '--out',
  join(folder, out),
  '--json',
];

/** Results of the whole sweep, uninterrupted; made once. */
function whole(): Promise<string> {
  reference ??= withFolder((folder) => {
    lay(folder, { 'cut.yaml': sweep });
    const { code, stderr } = runCli(argsOf(folder, 'whole'));
    assert.is(code, 0, stderr);
    return readText(folder, 'whole', 'results.json');
  });
  return reference;
}
let reference: Promise<string> | undefined;

const isTraining = (output: string): boolean => output.includes('"event":"trial-progress"');

test('Ctrl-C ends at a checkpoint, SIGKILL leaves no trial behind, and what was cut ends with the same bytes', () =>
  withFolder(async (folder) => {
    const results = await whole();
    lay(folder, { 'cut.yaml': sweep });
    const cut = await interruptCli(argsOf(folder, 'cut'), 'SIGINT', isTraining);
    assert.is(cut.code, 130, cut.stderr);
    const { trials } = lastJson<SweepState>(cut.stdout);
    assert.equal(
      trials.map(({ status }) => status),
      ['interrupted', 'missing'],
    );
    const run = trials[0]?.folder as string;
    assert.is(JSON.parse(readText(run, 'result.json')).status, 'interrupted');
    assert.match(cut.stderr, 'stopping: running trials write a checkpoint; once more to kill them.\n');

    const killed = await interruptCli(argsOf(folder, 'cut'), 'SIGKILL', isTraining);
    assert.is(killed.code, null);
    const owner = lockOwner(join(run, 'run.lock'));
    // It may have noticed already.
    if (owner !== undefined) assert.is.not(owner.pid, process.pid);
    await sleep(2000);
    assert.is(lockOwner(join(run, 'run.lock')), undefined);
    assert.is(JSON.parse(runCli(['sweep', 'status', join(folder, 'cut'), '--json']).stdout).isRunning, false);

    const end = runCli(argsOf(folder, 'cut'));
    assert.is(end.code, 0, end.stderr);
    assert.match(end.stdout, '"resumed":true');
    assert.is(readText(folder, 'cut', 'results.json'), results);
  }));

test('a second sweep in the same folder is refused while the first is at work', () =>
  withFolder(async (folder) => {
    // Long enough to be looked at: it is killed in the end.
    lay(folder, { 'cut.yaml': sweep.replace('epochs=24', 'epochs=2000') });
    const first = start(argsOf(folder, 'one'));
    await new Promise<void>((resolve) =>
      first.stdout?.on('data', (chunk) => String(chunk).includes('trial-progress') && resolve()),
    );
    const second = runCli(argsOf(folder, 'one'));
    assert.is(second.code, 1);
    assert.match(
      second.stderr,
      `sweep.lock  This process wants the folder for itself, but it is locked by process ${first.pid} on`,
    );
    const status = JSON.parse(runCli(['sweep', 'status', join(folder, 'one'), '--json']).stdout) as SweepState;
    assert.is(status.isRunning, true);
    assert.ok(status.trials.some((trial) => trial.status === 'running'));
    await kill(first);
  }));

/** Ten moments where they are asked for, else three. */
const kills = Number(process.env.NOPROP_SWEEP_KILLS ?? 3);

test(`killed at ${kills} moments and resumed, a sweep ends with the bytes of an uninterrupted one`, () =>
  withFolder(async (folder) => {
    const results = await whole();
    lay(folder, { 'cut.yaml': sweep });
    const moments = new RandomStream(kills, 'sweep/kills');
    for (let i = 0; i < kills; i++) {
      const child = start(argsOf(folder, 'killed'));
      await sleep(1000 + 3500 * moments.uniform());
      await kill(child);
    }
    const end = runCli(argsOf(folder, 'killed'));
    assert.is(end.code, 0, end.stderr);
    assert.is(readText(folder, 'killed', 'results.json'), results);
    assert.is(readdirSync(join(folder, 'killed', 'trials')).length, 2);
  }));

function start(args: readonly string[]): ChildProcess {
  const command = join(root, 'packages', 'cli', 'bin', 'noprop.js');
  return spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

test.run();
