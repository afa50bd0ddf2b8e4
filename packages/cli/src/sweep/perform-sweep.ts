import { exitCodes, NopropError } from '@noprop/core';
import type { SweepRecord } from '@noprop/evaluation';
import { runSweep, type Shard, type Sweep, type SweepState, shardUnits } from '@noprop/runner';
import { writeSweepReport } from '../report/write-reports';
import { trialLauncher } from './launch';
import { createSweepReporter } from './reporter';
import { watchSweepSignals } from './signals';
import { sweepFolderOf } from './sweep-folder';
import { sweepRecord } from './sweep-record';

/** What a person may say of how a sweep is run. */
export interface SweepFlags {
  readonly out?: string;
  readonly jobs: number;
  readonly shard?: Shard;
  /** Part of the names of the trials that are wanted. */
  readonly only?: string;
  readonly failFast?: boolean;
  readonly retryFailed?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export interface PerformedSweep {
  readonly state: SweepState;
  /** The same as tables and figures read it. */
  readonly record: SweepRecord;
  /** Files that tell of it, the report first. */
  readonly reports: readonly string[];
  /** 0 all completed, 1 a trial failed, 130 or 143 interrupted. */
  readonly exitCode: number;
}

/**
 * Runs what a sweep lacks, shows how it goes, and writes its reports.
 *
 * @throws NopropError `no_trial` where no trial's name contains what `only` asks for
 */
export async function performSweep(sweep: Sweep, flags: SweepFlags): Promise<PerformedSweep> {
  const { jobs, shard, only, failFast = false, retryFailed = false, quiet = false } = flags;
  if (only !== undefined) checkOnly(sweep, only);
  const reporter = createSweepReporter(flags, { out: process.stdout, err: process.stderr });
  const signals = watchSweepSignals(reporter.say);
  if (shard !== undefined && !quiet) reporter.say(shardLine(sweep, shard));
  try {
    const { state, exitCode } = await runSweep(sweep, {
      folder: flags.out ?? sweepFolderOf(sweep),
      ...{ jobs, failFast, retryFailed },
      ...(shard !== undefined && { shard }),
      ...(only !== undefined && { only: (name: string) => name.includes(only) }),
      ...{ signal: signals.stop, kill: signals.kill },
      launch: trialLauncher(jobs),
      sink: reporter.show,
    });
    reporter.stop();
    const record = sweepRecord(state.folder);
    const reports = [await writeSweepReport(state.folder, record)];
    if (signals.stop.aborted) process.stderr.write('to go on, give the same command again.\n');
    return { state, record, reports, exitCode: signals.stop.aborted ? signals.exitCode() : exitCode };
  } finally {
    reporter.stop();
    signals.release();
  }
}

/** @throws NopropError `no_trial` */
export function checkOnly({ trials }: Sweep, only: string): void {
  const names = [...new Set(trials.map(({ name }) => name))];
  if (names.some((name) => name.includes(only))) return;
  const message = `No trial's name contains "${only}".`;
  const hint = `Names: ${names.join(', ')}.`;
  throw new NopropError({ code: 'no_trial', path: '--only', message, hint }, exitCodes.usage);
}

/** `shard 2/3: 1 of 4 units` */
const shardLine = ({ trials }: Sweep, shard: Shard): string =>
  `shard ${shard.index}/${shard.of}: ${shardUnits(trials, shard).length} of ${trials.length} units`;
