import { parseShard } from '@noprop/runner';
import { type Command, InvalidArgumentError } from 'commander';

/** Overrides and options of the commands that run a sweep. */
export function withSweepOptions(command: Command): Command {
  return command
    .argument(
      '[overrides...]',
      'key=value replaces, +key=value adds, ~key removes, in every trial (with --only, in those)',
    )
    .option('--out <dir>', 'folder of the sweep (default: sweeps/<name>)')
    .option('--jobs <n>', 'trials at a time', wholeNumber, 1)
    .option('--only <text>', 'only trials whose name contains this')
    .option('--shard <i/n>', 'only the i-th of n parts, to be merged afterwards', parseShard)
    .option('--fail-fast', 'stop after the first failure')
    .option('--retry-failed', 'run failed trials again')
    .option('--dry-run', 'list the trials and stop')
    .option('--json', 'events as JSON Lines on stdout, the result last')
    .option('--quiet', 'nothing but failures and results');
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^[1-9][0-9]*$/.test(text) && value <= 1024) return value;
  throw new InvalidArgumentError('Wanted a whole number from 1 to 1024.');
}
