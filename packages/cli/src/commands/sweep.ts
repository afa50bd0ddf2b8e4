import { parseShard, runSweep, type Shard, type Sweep, shardUnits } from '@noprop/runner';
import { Command, InvalidArgumentError } from 'commander';
import { trialLauncher } from '../sweep/launch';
import { renderFailures, renderStatus } from '../sweep/render-status';
import { createSweepReporter } from '../sweep/reporter';
import { writeSweepReports } from '../sweep/reports';
import { renderResults } from '../sweep/results-table';
import { watchSweepSignals } from '../sweep/signals';
import { readSweep, sweepFolderOf, sweepStatus } from '../sweep/sweep-folder';
import { renderTrials } from '../sweep/trial-list';

interface SweepFlags {
  readonly out?: string;
  readonly jobs: number;
  readonly shard?: Shard;
  readonly failFast?: boolean;
  readonly retryFailed?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `noprop sweep FILE` and `noprop sweep status PATH` */
export function sweepCommand(): Command {
  return new Command('sweep')
    .summary('run the trials of a sweep file')
    .description(
      'Example: noprop sweep pipelines/sweeps/mnist-reduced.yaml\n\nRuns every trial that a sweep file describes, each in a process of its own. Completed trials are never run again and interrupted ones go on, so the same command resumes a sweep. A failed trial does not stop the others.',
    )
    .argument('<file>', 'sweep file')
    .option('--out <dir>', 'folder of the sweep (default: sweeps/<name>)')
    .option('--jobs <n>', 'trials at a time', wholeNumber, 1)
    .option('--shard <i/n>', 'only the i-th of n parts, to be merged afterwards', parseShard)
    .option('--fail-fast', 'stop after the first failure')
    .option('--retry-failed', 'run failed trials again')
    .option('--dry-run', 'list the trials and stop')
    .option('--json', 'events as JSON Lines on stdout, the state of the sweep last')
    .option('--quiet', 'nothing but failures and results')
    .action(async (file: string, flags: SweepFlags) => {
      if (flags.dryRun) await listTrials(file, flags);
      else await sweep(file, flags);
    })
    .addCommand(statusCommand());
}

function statusCommand(): Command {
  return new Command('status')
    .summary('show how far a sweep is')
    .description(
      'Example: noprop sweep status sweeps/mnist-reduced\n\nShows what is completed, running, failed and missing; at any time, also while the sweep is running.',
    )
    .argument('<path>', 'sweep file or sweep folder')
    .option('--json', 'as one JSON document')
    .exitOverride()
    .showSuggestionAfterError(true)
    .action(async (path: string, _flags: unknown, command: Command) => {
      // The command above takes these options first.
      const { out, json } = command.optsWithGlobals<SweepFlags>();
      const state = await sweepStatus(path, out);
      process.stdout.write(json ? `${JSON.stringify(state)}\n` : renderStatus(state));
    });
}

async function listTrials(file: string, { json, shard }: SweepFlags): Promise<void> {
  const all = (await sweepStatus(file)).trials;
  const units = shard === undefined ? undefined : new Set(shardUnits(all, shard));
  const trials = all.filter(({ id }) => units?.has(id) ?? true);
  process.stdout.write(json ? `${JSON.stringify(trials)}\n` : renderTrials(trials));
}

async function sweep(file: string, flags: SweepFlags): Promise<void> {
  const { jobs, shard, failFast = false, retryFailed = false, json, quiet = false } = flags;
  const [out, err] = [process.stdout, process.stderr];
  const expanded = await readSweep(file);
  const reporter = createSweepReporter(flags, { out, err });
  const signals = watchSweepSignals(reporter.say);
  if (shard !== undefined && !quiet) reporter.say(shardLine(expanded, shard));
  try {
    const { state, exitCode } = await runSweep(expanded, {
      folder: flags.out ?? sweepFolderOf(expanded),
      ...{ jobs, failFast, retryFailed },
      ...(shard !== undefined && { shard }),
      ...{ signal: signals.stop, kill: signals.kill },
      launch: trialLauncher(jobs),
      sink: reporter.show,
    });
    reporter.stop();
    const reports = await writeSweepReports(state.folder);
    if (json) out.write(`${JSON.stringify({ ...state, reports })}\n`);
    else out.write(`${renderResults(state)}${renderFailures(state)}\n${reports.join('\n')}\n`);
    if (signals.stop.aborted) err.write('to go on, give the same command again.\n');
    process.exitCode = signals.stop.aborted ? signals.exitCode() : exitCode;
  } finally {
    reporter.stop();
    signals.release();
  }
}

/** `shard 2/3: 1 of 4 units` */
const shardLine = ({ trials }: Sweep, shard: Shard): string =>
  `shard ${shard.index}/${shard.of}: ${shardUnits(trials, shard).length} of ${trials.length} units`;

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^[1-9][0-9]*$/.test(text) && value <= 1024) return value;
  throw new InvalidArgumentError('Wanted a whole number from 1 to 1024.');
}
