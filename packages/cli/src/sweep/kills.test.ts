import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startedProcesses } from '@noprop/core/testing';
import type { SweepState } from '@noprop/runner';
import { lockOwner } from '@noprop/store';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { interruptCli, killCli, runCli, startCli, withFolder } from '../run-cli';
import { cutSweep, killAndResume, sweepArguments, wholeResults } from './cut-sweep';
import { lastJson, lay, readText } from './fixture';

const test = suite('interrupted sweeps');

const isTraining = (output: string): boolean => output.includes('"event":"trial-progress"');

test('stop at a checkpoint on Ctrl-C, leave no trial behind on SIGKILL, and resume to identical results', () =>
  withFolder(async (folder) => {
    const results = await wholeResults();
    lay(folder, { 'cut.yaml': cutSweep });
    const cut = await interruptCli(sweepArguments(folder, 'cut'), 'SIGINT', isTraining);
    assert.is(cut.code, 130, cut.stderr);
    const { trials } = lastJson<SweepState>(cut.stdout);
    assert.equal(
      trials.map(({ status }) => status),
      ['interrupted', 'missing'],
    );
    const run = trials[0]?.folder as string;
    assert.is(JSON.parse(readText(run, 'result.json')).status, 'interrupted');
    assert.match(
      cut.stderr,
      'Stopping: running trials save a checkpoint first. Press Ctrl-C again to kill them now.\n',
    );

    const killed = await interruptCli(sweepArguments(folder, 'cut'), 'SIGKILL', isTraining);
    assert.is(killed.code, null);
    // The orphaned trial ends by itself.
    while (startedProcesses().length > 0 || lockOwner(join(run, 'run.lock')) !== undefined) await sleep(20);
    assert.is(JSON.parse(runCli(['sweep', 'status', join(folder, 'cut'), '--json']).stdout).isRunning, false);

    const end = runCli(sweepArguments(folder, 'cut'));
    assert.is(end.code, 0, end.stderr);
    assert.match(end.stdout, '"resumed":true');
    assert.is(readText(folder, 'cut', 'results.json'), results);
  }));

test('refuse a second sweep in their folder while they run', () =>
  withFolder(async (folder) => {
    // Long enough to be observed; killed at the end.
    lay(folder, { 'cut.yaml': cutSweep.replace('epochs=24', 'epochs=2000') });
    const first = startCli(sweepArguments(folder, 'one'));
    await new Promise<void>((resolve) =>
      first.stdout?.on('data', (chunk) => String(chunk).includes('trial-progress') && resolve()),
    );
    const second = runCli(sweepArguments(folder, 'one'));
    assert.is(second.code, 1);
    assert.match(second.stderr, `sweep.lock  This folder is locked by process ${first.pid} on`);
    const status = JSON.parse(runCli(['sweep', 'status', join(folder, 'one'), '--json']).stdout) as SweepState;
    assert.is(status.isRunning, true);
    assert.ok(status.trials.some((trial) => trial.status === 'running'));
    await killCli(first);
  }));

test('resume to identical results after SIGKILL at three random moments', () => killAndResume(3));

test.run();
