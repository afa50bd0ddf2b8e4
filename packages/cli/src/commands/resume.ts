import { resumeRun } from '@noprop/runner';
import { Command } from 'commander';
import { builtIns } from '../built-ins';
import { withReporter } from '../progress/reporter';
import { withRunReport } from '../report/with-run-report';

/** `noprop resume RUN` */
export function resumeCommand(): Command {
  return new Command('resume')
    .summary('resume an interrupted run')
    .description(
      'Example: noprop resume runs/quickstart-1a2b3c4d\n\n' +
        'Continue from the last intact checkpoint. Weights and metrics end up byte for byte as without the interruption.',
    )
    .argument('<run>', 'run folder')
    .option('--json', 'print events to stdout as JSON Lines, then the result')
    .option('--quiet', 'print only warnings and the result')
    .action(async (run: string, flags: { json?: boolean; quiet?: boolean }) => {
      await withReporter(flags, async (options) =>
        withRunReport(await resumeRun(run, { ...options, builtIns }), options.onEvent),
      );
    });
}
