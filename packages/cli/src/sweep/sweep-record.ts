import { readRunRecord, type SweepRecord, type TrialRecord } from '@noprop/evaluation';
import { readSweepFolder, type TrialState } from '@noprop/runner';

/** A sweep folder in the form that tables, figures and reports read. */
export function sweepRecord(folder: string): SweepRecord {
  const { name, description, id, command, trials } = readSweepFolder(folder);
  return {
    name,
    ...(description !== undefined && { description }),
    id,
    command,
    trials: trials.map(trialRecord),
  };
}

function trialRecord({ id, name, point, seed, command, status, reason, folder }: TrialState): TrialRecord {
  return {
    id,
    name,
    point,
    seed,
    command,
    status,
    ...(reason !== undefined && { reason }),
    ...(status === 'completed' && folder !== undefined && { run: readRunRecord(folder) }),
  };
}
