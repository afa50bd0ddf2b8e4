import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RandomStream } from '@noprop/core';
import * as assert from 'uvu/assert';
import { killCli, runCli, startCli, withFolder } from '../run-cli';
import { lay, readText } from './fixture';

/** For tests: two trials of 144 steps each, with a checkpoint every seven. */
export const cutSweep = `name: cut
pipelines: [tiny.yaml]
set: [training.epochs=24, training.checkpointEvery=7, evaluation.0.with.runs=1]
matrix: { optimizer.with.learningRate: [0.001, 0.01] }
`;

/** The arguments that run `cut.yaml` of a folder into the folder `out` in it. */
export const sweepArguments = (folder: string, out: string): string[] => [
  'sweep',
  join(folder, 'cut.yaml'),
  '--out',
  join(folder, out),
  '--json',
];

/** The results of the uninterrupted sweep; computed once. */
export function wholeResults(): Promise<string> {
  whole ??= withFolder((folder) => {
    lay(folder, { 'cut.yaml': cutSweep });
    const { code, stderr } = runCli(sweepArguments(folder, 'whole'));
    assert.is(code, 0, stderr);
    return readText(folder, 'whole', 'results.json');
  });
  return whole;
}
let whole: Promise<string> | undefined;

/** Kills a sweep at random moments, resumes it each time, and compares its results with the uninterrupted ones. */
export async function killAndResume(kills: number): Promise<void> {
  const results = await wholeResults();
  await withFolder(async (folder) => {
    lay(folder, { 'cut.yaml': cutSweep });
    const moments = new RandomStream(kills, 'sweep/kills');
    for (let i = 0; i < kills; i++) {
      const child = startCli(sweepArguments(folder, 'killed'));
      await sleep(1000 + 3500 * moments.uniform());
      await killCli(child);
    }
    const end = runCli(sweepArguments(folder, 'killed'));
    assert.is(end.code, 0, end.stderr);
    assert.is(readText(folder, 'killed', 'results.json'), results);
    assert.is(readdirSync(join(folder, 'killed', 'trials')).length, 2);
  });
}
