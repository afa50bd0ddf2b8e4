import { exitCodes, NopropError } from '@noprop/core';
import type { SweepRecord } from '@noprop/evaluation';
import { runSweep, type Shard, type Sweep, type SweepState, shardUnits } from '@noprop/runner';
import { writeSweepReport } from '../report/write-reports';
import { trialLauncher } from './launch';
import { createSweepReporter } from './reporter';
import { watchSweepSignals } from './signals';
import { sweepFolderOf } from './sweep-folder';
import { sweepRecord } from './sweep-record';
import { trialCount } from './trial-label';

/** Command-line flags of a sweep. */
export interface SweepFlags {
  readonly out?: string;
  readonly jobs: number;
  readonly shard?: Shard;
  /** Runs only trials whose name contains this. */
  readonly only?: string;
  readonly failFast?: boolean;
  readonly retryFailed?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export interface PerformedSweep {
  readonly state: SweepState;
  /** The same state in the form that tables and figures read. */
  readonly record: SweepRecord;
  /** Paths of the reports that were written. */
  readonly reports: readonly string[];
  /** 0 all completed, 1 a trial failed, 129, 130 or 143 interrupted by a signal. */
  readonly exitCode: number;
}

/**
 * Runs the missing trials of a sweep, shows their progress, and writes the reports.
 *
 * @throws NopropError `no_trial` if no trial's name contains `only`
 */
export async function performSweep(sweep: Sweep, flags: SweepFlags): Promise<PerformedSweep> {
  const { jobs, shard, only, failFast = false, retryFailed = false, quiet = false } = flags;
  if (only !== undefined) checkOnly(sweep, only);
  const reporter = createSweepReporter(flags, { out: process.stdout, err: process.stderr });
  const signals = watchSweepSignals(reporter.print);
  if (shard !== undefined && !quiet) reporter.print(shardLine(sweep, shard));
  try {
    const { state, exitCode } = await runSweep(sweep, {
      folder: flags.out ?? sweepFolderOf(sweep),
      ...{ jobs, failFast, retryFailed },
      ...(shard !== undefined && { shard }),
      ...(only !== undefined && { only: (name: string) => name.includes(only) }),
      ...{ signal: signals.stop, kill: signals.kill },
      launch: trialLauncher(jobs),
      onEvent: reporter.show,
    });
    reporter.stop();
    const record = sweepRecord(state.folder);
    const reports = [await writeSweepReport(state.folder, record)];
    if (signals.stop.aborted) process.stderr.write('To resume, run the same command again.\n');
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
  const message = `No trial name contains "${only}".`;
  const hint = `Names: ${names.join(', ')}.`;
  throw new NopropError({ code: 'no_trial', path: '--only', message, hint }, exitCodes.usage);
}

/** `shard 2/3: 1 of 4 trials` */
const shardLine = ({ trials }: Sweep, shard: Shard): string =>
  `shard ${shard.index}/${shard.of}: ${shardUnits(trials, shard).length} of ${trialCount(trials.length)}`;
