import { exitCodes, NopropError } from '@noprop/core';
import { Command, CommanderError } from 'commander';
import { checkCommand } from './commands/check';
import { compareCommand } from './commands/compare';
import { describeCommand } from './commands/describe';
import { doctorCommand } from './commands/doctor';
import { exportCommand } from './commands/export';
import { listCommand } from './commands/list';
import { mergeCommand } from './commands/merge';
import { predictCommand } from './commands/predict';
import { reportCommand } from './commands/report';
import { reproduceCommand } from './commands/reproduce';
import { resumeCommand } from './commands/resume';
import { runCommand } from './commands/run';
import { schemaCommand } from './commands/schema';
import { sweepCommand } from './commands/sweep';
import { watchParent } from './sweep/watch-parent';

const { version } = require('../package.json') as { version: string };

/** Runs one command line and sets the process's exit code; never throws for expected failures. */
export async function main(args: readonly string[]): Promise<void> {
  watchParent();
  process.stdout.on('error', leaveWhenNobodyReads);
  try {
    await createProgram().parseAsync([...args], { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** The `noprop` command with all its subcommands. */
export function createProgram(): Command {
  const program = new Command('noprop')
    .description(
      'Example: noprop run pipelines/quickstart.yaml\n\n' +
        'Train neural networks with NoProp: each block learns on its own, without back-propagation through the network. ' +
        'A pipeline is a YAML file that describes one experiment; a sweep file describes many.',
    )
    .version(version, '-V, --version', 'print the version')
    .addHelpText('after', EPILOG);
  const commands = [
    runCommand(),
    checkCommand(),
    resumeCommand(),
    sweepCommand(),
    predictCommand(),
    exportCommand(),
    reproduceCommand(),
    reportCommand(),
    mergeCommand(),
    compareCommand(),
    listCommand(),
    describeCommand(),
    schemaCommand(),
    doctorCommand(),
  ];
  for (const command of [program, ...commands]) command.exitOverride().showSuggestionAfterError(true);
  for (const command of commands) program.addCommand(command);
  return program;
}

const EPILOG = `
In a clone of the repository, type npx noprop instead of noprop.

Exit codes:
  0    success
  1    a run or trial failed, or an input could not be used
  2    wrong usage, or a file with mistakes
  3    a result is out of tolerance
  4    the requested backend or device is missing
  130  interrupted by Ctrl-C (143 by SIGTERM, 129 by SIGHUP)`;

function report(error: unknown): number {
  if (error instanceof NopropError) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  // commander has already printed its message; --help and --version throw too, with exit code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.failed;
}

/** A closed pipe, as in `noprop list | head -1`, is not an error. */
function leaveWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  throw error;
}
