import { readFileSync } from 'node:fs';
import type { RunRecord, SweepRecord, TrialRecord } from '@noprop/evaluation';
import { cannotCompare } from './problems';

/** The sweep of a `results.json`, which tells nothing of times and little of machines. */
export function readResultsJson(file: string): SweepRecord {
  const value = readJson(file) as Partial<SweepRecord> | null;
  if (value !== null && Array.isArray(value.trials)) {
    return { ...(value as SweepRecord), trials: value.trials.map(withGapsFilled) };
  }
  const message = 'The results of a sweep are wanted, but the file has no trials.';
  throw cannotCompare('no_results', file, message, 'Give the results.json of a sweep, or a run folder.');
}

function withGapsFilled(trial: TrialRecord): TrialRecord {
  if (trial.run === undefined) return trial;
  const { environment, ...run }: Partial<RunRecord> = trial.run;
  const engine = environment?.engine ?? {};
  const filled = { warnings: [], ...run, environment: { ...environment, engine } };
  return { ...trial, run: filled as Partial<RunRecord> as RunRecord };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const message = `JSON is wanted, but: ${(error as Error).message}.`;
    throw cannotCompare('json_corrupt', file, message, 'Give a run folder, a sweep folder or a results.json.');
  }
}
