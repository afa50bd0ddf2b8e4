import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { prettyJson, writeFileAtomic } from '@noprop/store';
import type { SweepTrial } from '../sweep';
import { failureFile } from './files';
import { readJson } from './read-json';

/** Why a trial failed without a result of its own. */
export interface FailureRecord {
  readonly format: 1;
  readonly id: string;
  readonly reason: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
}

export function writeFailure(folder: string, trial: SweepTrial, failure: Omit<FailureRecord, 'format' | 'id'>): void {
  const path = failureFile(folder, trial);
  mkdirSync(dirname(path), { recursive: true });
  writeFileAtomic(path, prettyJson({ format: 1, id: trial.id, ...failure }));
}

/** Undefined where the trial has none. */
export const readFailure = (folder: string, trial: SweepTrial): FailureRecord | undefined =>
  readJson(failureFile(folder, trial)) as FailureRecord | undefined;

export const removeFailure = (folder: string, trial: SweepTrial): void =>
  rmSync(failureFile(folder, trial), { force: true });
