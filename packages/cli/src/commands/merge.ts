import { exitCodes } from '@noprop/core';
import { type MergeOutcome, mergeSweep } from '@noprop/runner';
import { Command } from 'commander';

interface MergeFlags {
  readonly out: string;
  readonly allowPartial?: boolean;
  readonly checkpoints?: boolean;
  readonly json?: boolean;
}

/** `noprop merge DIR... --out DIR` */
export function mergeCommand(): Command {
  return new Command('merge')
    .summary('make one sweep folder of those of its shards')
    .description(
      'Example: noprop merge shards/* --out sweeps/mnist-reduced\n\n' +
        'Copies the records of all trials, as if the sweep had been run in one piece. Refuses, with everything that is wrong, folders of different sweeps, versions or engines, missing shards and trials, damaged files, and two different results for one trial. ' +
        'Exit code 1 when it refuses, or when a trial of the merged sweep has failed.',
    )
    .argument('<dirs...>', 'sweep folders, in any order')
    .requiredOption('--out <dir>', 'folder of the merged sweep; an earlier merge of the same sweep is replaced')
    .option('--allow-partial', 'merge what is there; the sweep is marked as partial')
    .option('--checkpoints', 'copy the checkpoints, too')
    .option('--json', 'what was merged, as one JSON document')
    .action((folders: string[], { out, allowPartial = false, checkpoints = false, json }: MergeFlags) => {
      const outcome = mergeSweep({ folders, out, allowPartial, checkpoints });
      for (const message of outcome.warnings) process.stderr.write(`warning: ${message}\n`);
      process.stdout.write(json ? `${JSON.stringify(outcome)}\n` : render(outcome));
      if (outcome.failed.length > 0) process.exitCode = exitCodes.failed;
    });
}

function render({ folder, name, completed, failed, missing }: MergeOutcome): string {
  const counts = [`${completed.length} completed`, `${failed.length} failed`, `${missing.length} missing`];
  return [
    `${name}: ${counts.join(', ')}\n`,
    ...failed.map((trial) => `failed   ${trial.name}  ${trial.reason.replace(/\s*\n\s*/g, ' ')}\n`),
    ...missing.map((trial) => `missing  ${trial}\n`),
    `${folder}\n`,
  ].join('');
}
