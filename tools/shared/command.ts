import { NopropError } from '../../packages/core/src/issues/error';
import { UsageError } from './arguments';

/** A tool: its help text, which starts with an example, and its work, which returns the exit code. */
export interface Command {
  readonly help: string;
  run(args: readonly string[]): Promise<number>;
}

/** Runs a tool as this process: prints its help or an expected failure, and sets the exit code. */
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
    if (error instanceof UsageError) console.error('Use --help for the options.');
    process.exitCode = error instanceof NopropError ? error.exitCode : 2;
  }
}
