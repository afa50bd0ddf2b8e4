import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockOwner } from '@noprop/store';
import { removeFailure } from '../folder/failure-record';
import { sweepFiles, trialFolder } from '../folder/files';
import type { PlannedTrial } from '../sweep';

/** Milliseconds to wait for a trial of a killed sweep to notice that its parent is gone. */
const PATIENCE = 3000;

/**
 * Returns the arguments of `noprop` that start or resume a trial. An intact run folder is resumed; one that was killed
 * before it had an environment.json is deleted and starts over.
 *
 * @param folder the sweep's folder, locked by this process
 */
export async function prepareTrial(
  folder: string,
  trial: PlannedTrial,
): Promise<{ readonly args: readonly string[]; readonly resumed: boolean }> {
  const path = trialFolder(folder, trial);
  for (let waited = 0; waited < PATIENCE && lockOwner(join(path, 'run.lock')) !== undefined; waited += 50)
    await sleep(50);
  removeFailure(folder, trial);
  // An earlier result would be mistaken for the result of this attempt.
  rmSync(join(path, 'result.json'), { force: true });
  if (existsSync(join(path, 'environment.json'))) {
    return { args: ['resume', path, '--json', '--quiet'], resumed: true };
  }
  rmSync(path, { recursive: true, force: true });
  const runs = join(folder, sweepFiles.trials);
  mkdirSync(runs, { recursive: true });
  return { args: ['run', trial.file, ...trial.overrides, '--runs', runs, '--json', '--quiet'], resumed: false };
}
