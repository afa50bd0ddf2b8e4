import { exitCodes, NopropError } from '@noprop/core';
import { createPlan, expandSweep, isSweepText } from '@noprop/runner';
import { Command } from 'commander';
import { builtIns } from '../built-ins';
import { readPipeline } from '../read-pipeline';
import { trialCount } from '../sweep/trial-label';

/** `noprop check FILE... [overrides]` */
export function checkCommand(): Command {
  return new Command('check')
    .summary('validate pipelines and sweeps without running them')
    .description(
      'Example: noprop check pipelines/quickstart.yaml\n\nShows every problem at once, as file:line:col. Operands that are overrides apply to every file.',
    )
    .argument('<operands...>', 'pipeline or sweep files, and overrides (key=value, +key=value, ~key)')
    .action(async (operands: string[]) => {
      const overrides = operands.filter(isOverride);
      const files = operands.filter((operand) => !isOverride(operand));
      if (files.length === 0) throw noFile(overrides);
      let failed = false;
      for (const file of files) {
        try {
          process.stdout.write(`${file}: ok (${await checkFile(file, overrides)})\n`);
        } catch (error) {
          if (!(error instanceof NopropError)) throw error;
          process.stderr.write(`${error.message}\n`);
          failed = true;
        }
      }
      if (failed) process.exitCode = exitCodes.usage;
    });
}

/** What a file came to: a plan, or the trials of a sweep. */
async function checkFile(file: string, overrides: readonly string[]): Promise<string> {
  const text = readPipeline(file);
  if (isSweepText(text)) {
    if (overrides.length > 0) throw sweepOverrides(file, overrides);
    return trialCount((await expandSweep({ text, file, builtIns })).trials.length);
  }
  return `plan ${(await createPlan({ text, file, overrides, builtIns })).id.slice(0, 12)}`;
}

function sweepOverrides(file: string, overrides: readonly string[]): NopropError {
  const message = `A sweep takes no overrides, found: ${overrides.join(' ')}.`;
  return new NopropError(
    { code: 'bad_override', path: '', file, message, hint: 'Write them under set in the sweep file.' },
    exitCodes.usage,
  );
}

const isOverride = (operand: string): boolean => /^[+~]/.test(operand) || /^[\w.-]+=/.test(operand);

function noFile(overrides: readonly string[]): NopropError {
  const message = `Wanted a pipeline file, found only overrides: ${overrides.join(' ')}.`;
  return new NopropError(
    { code: 'no_file', path: '', message, hint: 'Give the path of a YAML file, or -.' },
    exitCodes.usage,
  );
}
