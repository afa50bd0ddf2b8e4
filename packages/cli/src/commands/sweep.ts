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
    .summary('run the trials of a sweep file')
    .description(
      'Example: noprop sweep pipelines/sweeps/mnist-reduced.yaml\n\nRuns every trial that a sweep file describes, each in a process of its own. Completed trials are never run again and interrupted ones go on, so the same command resumes a sweep. A failed trial does not stop the others.',
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
