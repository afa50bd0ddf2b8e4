import { NopropError } from '../../packages/core/src/issues/error';
import { UsageError } from './arguments';

/** A tool: its help text, an example first, and what it does; the result is the exit code. */
export interface Command {
  readonly help: string;
  run(args: readonly string[]): Promise<number>;
}

/** Runs a tool as the process's own job: shows its help, its exit code, and an expected failure in a sentence. */
export async function runCommand(command: Command, args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(command.help);
    return;
  }
  try {
    process.exitCode = await command.run(args);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof NopropError)) throw error;
    console.error(error.message);
    if (error instanceof UsageError) console.error('Use --help to see what there is.');
    process.exitCode = error instanceof NopropError ? error.exitCode : 2;
  }
}
