import { basename, join } from 'node:path';
import { type FromSchema, type Issue, NopropError } from '@noprop/core';
import { readBytes, readText, sha256Hex } from '@noprop/store';
import type { PlanData } from '../plan/plan';
import { planId } from '../plan/plan-id';
import type { RunResult } from '../run/events';
import { failureSchema } from '../sweep/folder/failure-record';
import { readJson } from '../sweep/folder/read-json';
import { isReport, runFiles } from './record-files';

/** The record of one trial in a sweep folder. */
export type FoundTrial = FinishedTrial | BrokenTrial;

/** A trial that left a result, either completed or failed. */
export interface FinishedTrial {
  readonly kind: 'finished';
  readonly id: string;
  /** Its run folder. */
  readonly path: string;
  readonly result: RunResult;
  readonly plan: PlanData;
  /** Version and commit of noprop that ran it. */
  readonly environment: RunEnvironment;
  /** For a failed result: the sweep's own explanation, if any. */
  readonly explained?: BrokenTrial;
  /** SHA-256 over all its files except reports. Orders records independently of their folders. */
  readonly digest: string;
}

/** A trial without a result. */
export interface BrokenTrial {
  readonly kind: 'broken';
  readonly id: string;
  /** The file that explains why. */
  readonly path: string;
  readonly reason: string;
  readonly digest: string;
}

/**
 * Reads the run folder of a trial.
 *
 * @returns undefined if the trial has not finished
 * @throws NopropError naming an unreadable file, or `foreign_plan` if the plan does not belong to the result
 */
export function readFinishedTrial(path: string): FinishedTrial | undefined {
  const result = readJson(join(path, 'result.json'), resultSchema) as RunResult | undefined;
  if (result === undefined || result.status === 'interrupted') return undefined;
  const plan = required(join(path, 'plan.json'), planSchema) as PlanData;
  const environment = required(join(path, 'environment.json'), environmentSchema) as RunEnvironment;
  const id = planId(plan);
  if (id !== result.planId) throw foreign(join(path, 'plan.json'), id, result.planId);
  const files = runFiles(path).filter((file) => !isReport(file));
  const digests = files.map((file) => [file, sha256Hex(readBytes(join(path, file)) ?? '')]);
  return { kind: 'finished', id, path, result, plan, environment, digest: sha256Hex(JSON.stringify(digests)) };
}

/**
 * The records of one folder, one per trial. A failure record is attached to a failed result of the same trial, and
 * dropped if the trial has completed since.
 */
export function joinRecords(finished: readonly FinishedTrial[], broken: readonly BrokenTrial[]): readonly FoundTrial[] {
  const known = new Set(finished.map(({ id }) => id));
  const joined = finished.map((trial): FinishedTrial => {
    const explained = trial.result.status === 'failed' ? broken.find(({ id }) => id === trial.id) : undefined;
    if (explained === undefined) return trial;
    return { ...trial, explained, digest: sha256Hex(trial.digest + explained.digest) };
  });
  return [...joined, ...broken.filter(({ id }) => !known.has(id))];
}

/** Why a trial failed; undefined if it did not. */
export function failureOf(record: FoundTrial): string | undefined {
  if (record.kind === 'broken') return record.reason;
  if (record.result.status !== 'failed') return undefined;
  return record.explained?.reason ?? record.result.reason ?? 'No reason was recorded.';
}

/** Reads the failure record of a trial. */
export function readBrokenTrial(path: string): BrokenTrial {
  const { id, reason } = required(path, failureSchema) as FromSchema<typeof failureSchema>;
  return { kind: 'broken', id, path, reason, digest: sha256Hex(readText(path) ?? '') };
}

const idSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const;

const resultSchema = {
  type: 'object',
  required: ['status', 'planId'],
  properties: { status: { enum: ['completed', 'interrupted', 'failed'] }, planId: idSchema },
} as const;

const planSchema = {
  type: 'object',
  required: ['engine', 'resolved', 'plugins', 'training'],
  properties: {
    engine: { type: 'object' },
    resolved: {
      type: 'object',
      required: ['backend', 'version', 'device', 'threads', 'oneDnn', 'compiler'],
      properties: {
        backend: { type: 'string' },
        version: { type: 'string' },
        device: { type: 'string' },
        threads: { type: 'integer' },
        oneDnn: { type: 'boolean' },
        compiler: { type: 'string' },
      },
    },
    plugins: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'version'],
        properties: { name: { type: 'string' }, version: { type: 'string' } },
      },
    },
    training: { type: 'object' },
  },
} as const;

const environmentSchema = {
  type: 'object',
  required: ['noprop', 'commit'],
  properties: {
    noprop: { type: 'string' },
    commit: {
      type: ['object', 'null'],
      required: ['hash', 'dirty'],
      properties: { hash: { type: 'string' }, dirty: { type: 'boolean' } },
    },
  },
} as const;

type RunEnvironment = FromSchema<typeof environmentSchema>;

function required(path: string, schema: object): unknown {
  const value = readJson(path, schema);
  if (value !== undefined) return value;
  const message = `The run folder has a result but no ${basename(path)}.`;
  throw new NopropError(damage('run_incomplete', path, message));
}

function foreign(path: string, actual: string, expected: string): NopropError {
  const message = `Expected plan ${expected.slice(0, 8)}, named in the result, got plan ${actual.slice(0, 8)}.`;
  return new NopropError(damage('foreign_plan', path, message));
}

const damage = (code: string, file: string, message: string): Issue => ({
  code,
  path: '',
  file,
  message,
  hint: 'The run folder is damaged or was edited. Run the trial again.',
});
