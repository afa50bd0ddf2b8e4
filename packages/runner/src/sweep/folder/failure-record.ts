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

export const failureSchema = {
  type: 'object',
  required: ['format', 'id', 'reason'],
  properties: {
    format: { const: 1 },
    id: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    reason: { type: 'string' },
  },
} as const;

export function writeFailure(folder: string, trial: SweepTrial, failure: Omit<FailureRecord, 'format' | 'id'>): void {
  const path = failureFile(folder, trial);
  mkdirSync(dirname(path), { recursive: true });
  writeFileAtomic(path, prettyJson({ format: 1, id: trial.id, ...failure }));
}

/** Undefined if the trial has no failure record. */
export const readFailure = (folder: string, trial: SweepTrial): FailureRecord | undefined =>
  readJson(failureFile(folder, trial), failureSchema) as FailureRecord | undefined;

export const removeFailure = (folder: string, trial: SweepTrial): void =>
  rmSync(failureFile(folder, trial), { force: true });
