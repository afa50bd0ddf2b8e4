import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockOwner } from '@noprop/store';
import { removeFailure } from '../folder/failure-record';
import { sweepFiles, trialFolder } from '../folder/files';
import type { PlannedTrial } from '../sweep';

/** Milliseconds that a process of a killed sweep gets to notice. */
const PATIENCE = 3000;

/**
 * What `noprop` is to be told so that a trial goes on, or begins: a run folder that is whole goes on from its last
 * checkpoint, one that a kill left without its environment begins anew.
 *
 * @param folder the sweep's folder, which this process has locked
 */
export async function prepareTrial(
  folder: string,
  trial: PlannedTrial,
): Promise<{ readonly args: readonly string[]; readonly resumed: boolean }> {
  const path = trialFolder(folder, trial);
  for (let waited = 0; waited < PATIENCE && lockOwner(join(path, 'run.lock')) !== undefined; waited += 50)
    await sleep(50);
  removeFailure(folder, trial);
  // A result from before would be taken for that of this attempt.
  rmSync(join(path, 'result.json'), { force: true });
  if (existsSync(join(path, 'environment.json'))) {
    return { args: ['resume', path, '--json', '--quiet'], resumed: true };
  }
  rmSync(path, { recursive: true, force: true });
  const runs = join(folder, sweepFiles.trials);
  mkdirSync(runs, { recursive: true });
  return { args: ['run', trial.file, ...trial.overrides, '--runs', runs, '--json', '--quiet'], resumed: false };
}
