import { Command } from 'commander';
import { renderComparison } from '../compare/render';
import { compareSweep } from '../sweep/comparison';
import { performSweep, type SweepFlags } from '../sweep/perform-sweep';
import { renderFailures, renderStatus } from '../sweep/render-status';
import { readSweep, sweepStatus } from '../sweep/sweep-folder';
import { withSweepOptions } from '../sweep/sweep-options';
import { listTrials } from '../sweep/trial-list';

/** `noprop sweep FILE [overrides]` and `noprop sweep status PATH` */
export function sweepCommand(): Command {
  const command = new Command('sweep')
    .summary('run all trials of a sweep file')
    .description(
      'Example: noprop sweep pipelines/sweeps/mnist-reduced.yaml\n\n' +
        'Run every trial of a sweep, each in its own process, and write a report. ' +
        'Run the same command again to resume: completed trials are skipped, interrupted ones continue. ' +
        'A failed trial does not stop the others.',
    )
    .argument('<file>', 'sweep file');
  return withSweepOptions(command)
    .action(async (file: string, overrides: string[], flags: SweepFlags) => {
      const sweep = await readSweep(file, overrides, flags.only);
      if (flags.dryRun) {
        process.stdout.write(listTrials(sweep, flags));
        return;
      }
      const { state, record, reports, exitCode } = await performSweep(sweep, flags);
      if (flags.json) process.stdout.write(`${JSON.stringify({ ...state, reports })}\n`);
      else {
        const results = renderComparison(compareSweep(record));
        process.stdout.write(`${results}${renderFailures(state)}\n${reports.join('\n')}\n`);
      }
      process.exitCode = exitCode;
    })
    .addCommand(statusCommand());
}

function statusCommand(): Command {
  return new Command('status')
    .summary('show the state of a sweep')
    .description(
      'Example: noprop sweep status sweeps/mnist-reduced\n\n' +
        'Show which trials are completed, running, interrupted, failed, stopped or missing, and the results so far. ' +
        'This works at any time, even while the sweep is running.',
    )
    .argument('<path>', 'sweep file or sweep folder')
    .option('--out <dir>', 'sweep folder, if <path> is a sweep file (default: sweeps/<name>)')
    .option('--json', 'print one JSON document')
    .exitOverride()
    .showSuggestionAfterError(true)
    .action(async (path: string, _flags: unknown, command: Command) => {
      // The parent command parses options that it has too, so they are not in this command's own flags.
      const { out, json } = command.optsWithGlobals<SweepFlags>();
      const state = await sweepStatus(path, out);
      process.stdout.write(json ? `${JSON.stringify(state)}\n` : renderStatus(state));
    });
}
