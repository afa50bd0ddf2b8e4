import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exitCodes, NopropError } from '@noprop/core';
import { lockOwner } from '@noprop/store';
import type { RunResult } from '../../run/events';
import { stoppedTrials } from '../halving/rounds';
import type { SweepFile, SweepTrial } from '../sweep';
import { readFailure } from './failure-record';
import { sweepFiles, trialFolder } from './files';
import { readJson } from './read-json';
import { readSweepFile } from './sweep-file';

export type TrialStatus = 'completed' | 'failed' | 'interrupted' | 'running' | 'missing' | 'stopped';

/** A trial and its status. */
export interface TrialState extends SweepTrial {
  readonly status: TrialStatus;
  /** Why it failed. */
  readonly reason?: string;
  /** Its run folder, if it exists. */
  readonly folder?: string;
  /** Present for a completed trial. */
  readonly result?: RunResult;
}

/** Current state of a sweep folder. */
export interface SweepState extends SweepFile {
  readonly folder: string;
  /** Whether a process is running the sweep. */
  readonly isRunning: boolean;
  readonly trials: readonly TrialState[];
}

/**
 * Reads a sweep folder, even while the sweep is running. The state is derived from the run folders and failure records.
 *
 * @throws NopropError `not_a_sweep`, or the issues of a damaged file
 */
export function readSweepFolder(path: string): SweepState {
  const folder = resolve(path);
  const content = readSweepFile(folder);
  if (content === undefined) throw notASweep(folder);
  const isRunning = lockOwner(join(folder, sweepFiles.lock)) !== undefined;
  const trials = content.trials.map((trial) => trialState(folder, trial, isRunning));
  const stopped = content.halving === undefined ? new Set() : stoppedTrials(trials, content.halving);
  return {
    ...content,
    folder,
    isRunning,
    trials: trials.map((trial) => (stopped.has(trial.id) ? { ...trial, status: 'stopped' } : trial)),
  };
}

/** The fields of a result that determine the status of a trial. */
const resultSchema = {
  type: 'object',
  required: ['status', 'evaluation'],
  properties: { status: { enum: ['completed', 'interrupted', 'failed'] }, evaluation: { type: 'object' } },
} as const;

/** The state of one trial, from its run folder and its failure record. */
export function trialState(folder: string, trial: SweepTrial, isRunning: boolean): TrialState {
  const path = trialFolder(folder, trial);
  const failure = readFailure(folder, trial);
  if (!existsSync(path)) {
    return failure === undefined
      ? { ...trial, status: 'missing' }
      : { ...trial, status: 'failed', reason: failure.reason };
  }
  const state = { ...trial, folder: path };
  const result = readJson(join(path, 'result.json'), resultSchema) as RunResult | undefined;
  if (result?.status === 'completed' && result.planId === trial.id) return { ...state, status: 'completed', result };
  if (isRunning && lockOwner(join(path, 'run.lock')) !== undefined) return { ...state, status: 'running' };
  if (failure !== undefined) return { ...state, status: 'failed', reason: failure.reason };
  if (result?.status === 'failed')
    return { ...state, status: 'failed', reason: result.reason ?? 'No reason was recorded.' };
  return { ...state, status: 'interrupted' };
}

function notASweep(folder: string): NopropError {
  const message = `Not a sweep folder: it has no ${sweepFiles.sweep}.`;
  const hint = 'Pass a folder created by "npx noprop sweep", such as sweeps/mnist-reduced, or the sweep file.';
  return new NopropError({ code: 'not_a_sweep', path: '', file: folder, message, hint }, exitCodes.usage);
}
