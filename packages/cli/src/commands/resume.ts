import { resumeRun } from '@noprop/runner';
import { Command } from 'commander';
import { builtIns } from '../built-ins';
import { withReporter } from '../progress/reporter';
import { withRunReport } from '../report/with-run-report';

/** `noprop resume RUN` */
export function resumeCommand(): Command {
  return new Command('resume')
    .summary('go on with an interrupted run')
    .description(
      'Example: noprop resume runs/quickstart-1a2b3c4d\n\nGoes on from the last good checkpoint and ends with the bytes of an uninterrupted run.',
    )
    .argument('<run>', 'run folder')
    .option('--json', 'events as JSON Lines on stdout, the content of result.json last')
    .option('--quiet', 'no progress')
    .action(async (run: string, flags: { json?: boolean; quiet?: boolean }) => {
      await withReporter(flags, async (options) =>
        withRunReport(await resumeRun(run, { ...options, builtIns }), options.sink),
      );
    });
}
