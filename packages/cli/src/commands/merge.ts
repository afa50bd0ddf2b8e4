import { exitCodes } from '@noprop/core';
import type { SweepRecord } from '@noprop/evaluation';
import { type MergeOutcome, mergeSweep, readSweepFolder } from '@noprop/runner';
import { Command } from 'commander';
import { fewNames } from '../compare/few-names';
import { renderComparison } from '../compare/render';
import { writeSweepReport } from '../report/write-reports';
import { compareSweep } from '../sweep/comparison';
import { renderFailures } from '../sweep/render-status';
import { sweepRecord } from '../sweep/sweep-record';
import { writeSummary } from '../sweep/write-summary';

interface MergeFlags {
  readonly out: string;
  readonly allowPartial?: boolean;
  readonly checkpoints?: boolean;
  readonly json?: boolean;
}

/** `noprop merge DIR... --out DIR` */
export function mergeCommand(): Command {
  return new Command('merge')
    .summary('merge shards into one sweep folder')
    .description(
      'Example: noprop merge shards/* --out sweeps/mnist-reduced\n\n' +
        'Copy the trials of all shards into one folder, as if the sweep had been run in one place. ' +
        'Different sweeps, versions or engines, missing shards or trials, damaged files and conflicting results are refused, ' +
        'with a list of every problem. Exit code 1 if the shards are refused, or if a trial failed.',
    )
    .argument('<dirs...>', 'sweep folders of the shards, in any order')
    .requiredOption('--out <dir>', 'folder for the merged sweep; replaces an earlier merge of the same sweep')
    .option('--allow-partial', 'merge even if shards or trials are missing, and mark the sweep as partial')
    .option('--checkpoints', 'also copy the checkpoints')
    .option('--json', 'print the outcome as one JSON document')
    .action(async (folders: string[], { out, allowPartial = false, checkpoints = false, json }: MergeFlags) => {
      const outcome = mergeSweep({ folders, out, allowPartial, checkpoints });
      const record = sweepRecord(out);
      const reports = [await writeSweepReport(out, record)];
      for (const message of outcome.warnings) process.stderr.write(`warning: ${message}\n`);
      process.stdout.write(json ? `${JSON.stringify({ ...outcome, reports })}\n` : render(outcome, record, reports));
      const summary = process.env.GITHUB_STEP_SUMMARY;
      if (summary !== undefined && summary !== '') writeSummary(record, summary);
      if (outcome.failed.length > 0) process.exitCode = exitCodes.failed;
    });
}

function render(
  { folder, name, completed, failed, missing }: MergeOutcome,
  record: SweepRecord,
  reports: readonly string[],
): string {
  const counts = [`${completed.length} completed`, `${failed.length} failed`, `${missing.length} missing`];
  const state = readSweepFolder(folder);
  return [
    `${name}: ${counts.join(', ')}\n`,
    completed.length > 0 ? `\n${renderComparison(compareSweep(record))}` : '',
    renderFailures(state),
    missing.length > 0 ? `missing  ${fewNames(missing)}\n` : '',
    `\n${[folder, ...reports].join('\n')}\n`,
  ].join('');
}
