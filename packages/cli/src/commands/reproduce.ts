import { exitCodes } from '@noprop/core';
import { Command } from 'commander';
import { renderComparison } from '../compare/render';
import { reproductionFile, reproductions } from '../reproduce/reproductions';
import { compareSweep } from '../sweep/comparison';
import { performSweep, type SweepFlags } from '../sweep/perform-sweep';
import { renderFailures } from '../sweep/render-status';
import { readSweep } from '../sweep/sweep-folder';
import { withSweepOptions } from '../sweep/sweep-options';
import { listTrials } from '../sweep/trial-list';

/** `noprop reproduce NAME [overrides]` */
export function reproduceCommand(): Command {
  const command = new Command('reproduce')
    .summary('reproduce a table or figure of the paper')
    .description(
      'Example: noprop reproduce table-1 --only mnist-noprop-dt\n\n' +
        'Run the missing trials of pipelines/sweeps/<name>.yaml, write a report, ' +
        "and show our results next to the paper's numbers, listing differences in training budget. " +
        `Names: ${reproductions().join(', ')}. ` +
        'Exit code 1 if a trial failed, 3 if a result is out of tolerance.',
    )
    .argument('<name>', 'table or figure to reproduce');
  return withSweepOptions(command).action(async (name: string, overrides: string[], flags: SweepFlags) => {
    const sweep = await readSweep(reproductionFile(name), overrides, flags.only);
    if (flags.dryRun) {
      process.stdout.write(listTrials(sweep, flags));
      return;
    }
    const { state, record, reports, exitCode } = await performSweep(sweep, flags);
    const comparison = compareSweep(record);
    if (flags.json) process.stdout.write(`${JSON.stringify({ ...state, comparison, reports })}\n`);
    else process.stdout.write(`${renderComparison(comparison)}${renderFailures(state)}\n${reports.join('\n')}\n`);
    process.exitCode = exitCode === exitCodes.ok && comparison.missed > 0 ? exitCodes.outOfTolerance : exitCode;
  });
}
