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

/** The whole command. */
export function createProgram(): Command {
  const program = new Command('noprop')
    .description('Trains neural networks without propagating through the whole network: runs NoProp pipelines.')
    .version(version)
    .addHelpText(
      'after',
      '\nIn a clone of the repository: npx noprop ...\nExit codes: 0 ok, 1 run failed, 2 usage or validation, 3 out of tolerance, 4 backend missing, 130 interrupted.',
    );
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

function report(error: unknown): number {
  if (error instanceof NopropError) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  // commander has printed its message already; help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.failed;
}

/** A closed pipe (`noprop list | head -1`) is no failure of ours. */
function leaveWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  throw error;
}
