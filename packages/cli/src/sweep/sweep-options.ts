import { parseShard } from '@noprop/runner';
import { type Command, InvalidArgumentError } from 'commander';

/** Adds the arguments and options shared by `sweep` and `reproduce`. */
export function withSweepOptions(command: Command): Command {
  return command
    .argument(
      '[overrides...]',
      'change settings of every trial (or those chosen with --only): key=value replaces, +key=value adds, ~key removes',
    )
    .option('--out <dir>', 'sweep folder (default: sweeps/<name>)')
    .option('--jobs <n>', 'number of trials to run at a time', wholeNumber, 1)
    .option('--only <text>', 'run only trials whose name contains this text')
    .option('--shard <i/n>', 'run only part i of n; noprop merge combines the parts', parseShard)
    .option('--fail-fast', 'stop after the first failed trial')
    .option('--retry-failed', 'run failed trials again')
    .option('--dry-run', 'list the trials and exit')
    .option('--json', 'print events to stdout as JSON Lines, then the result')
    .option('--quiet', 'print only warnings, failures and results');
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^[1-9][0-9]*$/.test(text) && value <= 1024) return value;
  throw new InvalidArgumentError('Expected a whole number from 1 to 1024.');
}
