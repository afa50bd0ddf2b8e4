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

/** A trial and how far it is. */
export interface TrialState extends SweepTrial {
  readonly status: TrialStatus;
  /** Why it failed. */
  readonly reason?: string;
  /** Its run folder, where there is one. */
  readonly folder?: string;
  /** Of a completed trial. */
  readonly result?: RunResult;
}

/** A sweep folder as it stands. */
export interface SweepState extends SweepFile {
  readonly folder: string;
  /** Whether a process is at work in it. */
  readonly isRunning: boolean;
  readonly trials: readonly TrialState[];
}

/**
 * Reads a sweep folder; at any time, also while the sweep is running. The run folders are the state, nothing else is kept.
 *
 * @throws NopropError `not_a_sweep`; what is wrong with a file that is damaged
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

/** What decides the state of a trial. */
const resultSchema = {
  type: 'object',
  required: ['status', 'evaluation'],
  properties: { status: { enum: ['completed', 'interrupted', 'failed'] }, evaluation: { type: 'object' } },
} as const;

/** The state of one trial, by its run folder and by what is told of its failure. */
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
    return { ...state, status: 'failed', reason: result.reason ?? 'No reason is known.' };
  return { ...state, status: 'interrupted' };
}

function notASweep(folder: string): NopropError {
  const message = `A sweep folder is wanted, but there is no ${sweepFiles.sweep} in it.`;
  const hint = 'Give a folder that "npx noprop sweep" made, such as sweeps/mnist-reduced, or the sweep file.';
  return new NopropError({ code: 'not_a_sweep', path: '', file: folder, message, hint }, exitCodes.usage);
}
