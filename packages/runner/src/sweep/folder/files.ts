import { join } from 'node:path';
import { type SweepTrial, trialFolderName } from '../sweep';

/** Names of the files and folders in a sweep folder. */
export const sweepFiles = { sweep: 'sweep.json', trials: 'trials', failures: 'failures', lock: 'sweep.lock' } as const;

/** A trial's run folder. */
export const trialFolder = (folder: string, trial: Pick<SweepTrial, 'name' | 'id'>): string =>
  join(folder, sweepFiles.trials, trialFolderName(trial));

/** The file that explains why a trial left no result. */
export const failureFile = (folder: string, trial: Pick<SweepTrial, 'name' | 'id'>): string =>
  join(folder, sweepFiles.failures, `${trialFolderName(trial)}.json`);
