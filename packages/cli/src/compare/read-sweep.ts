import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRecord, SweepRecord, TrialRecord } from '@noprop/evaluation';
import { cannotCompare } from './problems';
import { readRunFolder } from './read-run-folder';

/** Name of the file that makes a folder a sweep's. */
export const sweepFile = 'sweep.json';

/** Folder of a trial below its sweep's folder. */
export const trialFolder = (sweep: string, { name, id }: Pick<TrialRecord, 'name' | 'id'>): string =>
  join(sweep, 'trials', `${name}-${id.slice(0, 8)}`);

/** The record of a sweep folder. */
export function readSweep(folder: string): SweepRecord {
  const sweep = readJson(join(folder, sweepFile)) as SweepRecord;
  const trials = sweep.trials.map((trial): TrialRecord => {
    const path = trialFolder(folder, trial);
    if (!existsSync(join(path, 'result.json'))) return { ...trial, status: existsSync(path) ? 'running' : 'missing' };
    const run = readRunFolder(path);
    return { ...trial, status: run.status, ...(run.reason === undefined ? {} : { reason: run.reason }), run };
  });
  return { ...sweep, trials };
}

/** The sweep of a `results.json`, whose runs tell nothing of times. */
export function readResultsJson(file: string): SweepRecord {
  const value = readJson(file) as Partial<SweepRecord> | null;
  if (value !== null && Array.isArray(value.trials)) return { ...value, trials: value.trials } as SweepRecord;
  const message = 'The results of a sweep are wanted, but the file has no trials.';
  throw cannotCompare('no_results', file, message, 'Give the results.json of a sweep, or a run folder.');
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const message = `JSON is wanted, but: ${(error as Error).message}.`;
    throw cannotCompare('json_corrupt', file, message, 'Give a run folder, a sweep folder or a results.json.');
  }
}

/** A run and the folder that it is in. */
export interface FoundRun {
  readonly run: RunRecord;
  readonly folder: string;
}
