import { exitCodes } from '@noprop/core';
import { compare } from '@noprop/evaluation';
import { Command } from 'commander';
import { readMeasured } from '../compare/read-measured';
import { renderComparison } from '../compare/render';
import { saveRecords } from '../compare/save';

/** `noprop compare PATH...` */
export function compareCommand(): Command {
  return new Command('compare')
    .summary("compare results with the paper's numbers")
    .description(
      'Example: noprop compare runs/table-1-mnist-noprop-dt-one-hot-1a2b3c4d\n\n' +
        "Show mean ± SD next to the paper's numbers, the difference also in units of the paper's SD, and differences in training budget. " +
        'Runs that differ only in the seed are combined. ' +
        'Exit code 3 if a result is outside the tolerance that its pipeline sets under "expected".',
    )
    .argument('<paths...>', 'run folders, sweep folders, or results.json files')
    .option('--json', 'print one JSON document, with accuracies as fractions')
    .option(
      '--save <dir>',
      'also write a small record of each completed run, as in the results/ folder of the repository',
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
