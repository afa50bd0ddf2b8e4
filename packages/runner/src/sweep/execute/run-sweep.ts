import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exitCodes, NopropError } from '@noprop/core';
import { lockFile } from '@noprop/store';
import { removeChecksums, writeChecksums } from '../../shard/checksums';
import { type Shard, shardUnits } from '../../shard/cut';
import { removeShardFile, writeShardFile } from '../../shard/shard-file';
import { sweepFiles } from '../folder/files';
import { readSweepFolder, type SweepState, type TrialState } from '../folder/sweep-state';
import { writeSweep } from '../folder/write-sweep';
import { openRounds } from '../halving/rounds';
import type { PlannedTrial, Sweep } from '../sweep';
import type { SweepCounts, SweepEvent } from './events';
import { TrialPool } from './trial-pool';
import type { Launch } from './trial-process';

export interface SweepOptions {
  readonly folder: string;
  /** Number of trials to run at once. */
  readonly jobs: number;
  /** Whether the first failure ends the sweep. Running trials then stop at a checkpoint. */
  readonly failFast: boolean;
  /** Whether to retry trials that failed before. */
  readonly retryFailed: boolean;
  /** Run only the trials of this shard. */
  readonly shard?: Shard;
  /** Run only trials whose name passes; the others stay as they are. */
  readonly only?: (name: string) => boolean;
  /** Aborted with a signal's name: trials receive that signal once, write a checkpoint and end as `interrupted`. */
  readonly signal: AbortSignal;
  /** On abort, running trials are killed. */
  readonly kill: AbortSignal;
  /** Command line that starts `noprop` with these arguments in a slot. */
  readonly launch: (args: readonly string[], slot: number) => Launch;
  readonly onEvent: (event: SweepEvent) => void;
}

export interface SweepOutcome {
  readonly state: SweepState;
  /** 0 all completed, 1 a trial failed, 130 interrupted. */
  readonly exitCode: number;
}

/**
 * Runs the unfinished trials of a sweep folder. Completed trials are never repeated, interrupted ones are resumed, and
 * failed ones stay failed unless `retryFailed` is set.
 *
 * When it ends, interrupted or not, it closes the record with checksums, so that it can be merged.
 *
 * @throws NopropError `run_locked` if another process is using the folder, `halving` for a shard of a sweep with
 * successive halving
 */
export async function runSweep(sweep: Sweep, options: SweepOptions): Promise<SweepOutcome> {
  const folder = resolve(options.folder);
  const units = unitsOf(sweep, options.shard);
  mkdirSync(folder, { recursive: true });
  const lock = lockFile(join(folder, sweepFiles.lock));
  try {
    openRecord(folder, sweep, options.shard);
    const { only } = options;
    const isOurs = ({ id, name }: Pick<TrialState, 'id' | 'name'>): boolean =>
      (units?.has(id) ?? true) && (only?.(name) ?? true);
    const tried = new Set<string>();
    const counts = (): SweepCounts => count(readSweepFolder(folder).trials.filter(isOurs), options, tried);
    options.onEvent({
      event: 'sweep-started',
      sweep: sweep.id,
      name: sweep.name,
      folder,
      counts: counts(),
    });
    const planned = new Map(sweep.trials.map((trial) => [trial.id, trial]));
    const pool = new TrialPool(folder, options, counts);
    // With halving, the results of a round decide which trials come next.
    for (;;) {
      const { trials } = readSweepFolder(folder);
      const open = sweep.halving === undefined ? undefined : openRounds(trials, sweep.halving);
      const next = trials
        .filter((trial) => isOurs(trial) && (open?.has(trial.id) ?? true) && isDue(trial, options, tried))
        .map(({ id }) => planned.get(id) as PlannedTrial);
      if (next.length === 0 || pool.isEnding) break;
      for (const { id } of next) tried.add(id);
      await pool.run(next);
    }
    writeChecksums(folder);
    const state = readSweepFolder(folder);
    return { state, exitCode: exitCodeOf(state.trials.filter(isOurs), pool) };
  } finally {
    lock.release();
  }
}

/** Ids of the shard's trials; undefined for the whole sweep. */
function unitsOf(sweep: Sweep, shard: Shard | undefined): ReadonlySet<string> | undefined {
  if (shard === undefined) return undefined;
  if (sweep.halving === undefined) return new Set(shardUnits(sweep.trials, shard));
  const message = 'A sweep with successive halving cannot be split into shards.';
  const hint = 'Run the whole sweep on one machine; --jobs runs several trials at once.';
  throw new NopropError({ code: 'halving', path: '--shard', message, hint }, exitCodes.usage);
}

/** Opens the record again and writes down what the folder will contain. */
function openRecord(folder: string, sweep: Sweep, shard: Shard | undefined): void {
  removeChecksums(folder);
  writeSweep(folder, sweep);
  if (shard === undefined) {
    removeShardFile(folder);
    return;
  }
  const { id, version, trials } = sweep;
  const { index, of } = shard;
  writeShardFile(folder, { format: 1, sweep: id, version, shard: index, of, units: [...shardUnits(trials, shard)] });
}

/** Whether a trial still has to run. Failed ones are retried at most once. */
function isDue({ id, status }: TrialState, { retryFailed }: SweepOptions, tried: ReadonlySet<string>): boolean {
  if (tried.has(id)) return false;
  return (
    status === 'missing' || status === 'interrupted' || status === 'running' || (status === 'failed' && retryFailed)
  );
}

function count(trials: readonly TrialState[], { retryFailed }: SweepOptions, tried: ReadonlySet<string>): SweepCounts {
  const of = (which: TrialState['status']): number => trials.filter(({ status }) => status === which).length;
  const again = trials.filter(({ id, status }) => status === 'failed' && retryFailed && !tried.has(id)).length;
  const [completed, stopped, failed] = [of('completed'), of('stopped'), of('failed') - again];
  return { completed, failed, stopped, left: trials.length - completed - failed - stopped };
}

function exitCodeOf(trials: readonly TrialState[], pool: TrialPool): number {
  if (trials.some(({ status }) => status === 'failed'))
    return pool.wasAborted ? exitCodes.interrupted : exitCodes.failed;
  return trials.every(({ status }) => ['completed', 'stopped'].includes(status)) ? exitCodes.ok : exitCodes.interrupted;
}
