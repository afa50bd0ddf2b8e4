import { exitCodes } from '@noprop/core';
import { compare } from '@noprop/evaluation';
import { Command } from 'commander';
import { readMeasured } from '../compare/read-measured';
import { renderComparison } from '../compare/render';
import { saveRecords } from '../compare/save';

/** `noprop compare PATH...` */
export function compareCommand(): Command {
  return new Command('compare')
    .summary('set results beside the figures of the paper')
    .description(
      'Example: noprop compare runs/table-1-mnist-noprop-dt-one-hot-1a2b3c4d\n\n' +
        "Shows mean and spread beside the paper's, the difference in units of the paper's spread, and what of the budget differs. " +
        'Runs that differ in the seed only are taken together. ' +
        'Exit code 3 when a tolerance that a pipeline gives under expected is missed; figures without a tolerance never fail.',
    )
    .argument('<paths...>', 'run folders, sweep folders, results.json of a sweep')
    .option('--json', 'as one JSON document, figures as fractions')
    .option(
      '--save <dir>',
      "also write a small record of each completed run, without paths, as the repository's results/",
    )
    .action((paths: string[], flags: { json?: boolean; save?: string }) => {
      const { groups, runs } = readMeasured(paths);
      const comparison = compare(groups);
      process.stdout.write(flags.json ? `${JSON.stringify(comparison)}\n` : renderComparison(comparison));
      if (flags.save !== undefined) {
        for (const file of saveRecords(runs, flags.save)) process.stderr.write(`saved ${file}\n`);
      }
      if (comparison.missed > 0) process.exitCode = exitCodes.outOfTolerance;
    });
}
