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
      'Example: noprop check pipelines/quickstart.yaml\n\n' +
        'Report every problem at once, as file:line:col. Overrides apply to every pipeline file and are refused for sweep files.',
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

/** What to print about a valid file: its plan, or how many trials a sweep has. */
async function checkFile(file: string, overrides: readonly string[]): Promise<string> {
  const text = readPipeline(file);
  if (isSweepText(text)) {
    if (overrides.length > 0) throw sweepOverrides(file, overrides);
    return trialCount((await expandSweep({ text, file, builtIns })).trials.length);
  }
  return `plan ${(await createPlan({ text, file, overrides, builtIns })).id.slice(0, 12)}`;
}

function sweepOverrides(file: string, overrides: readonly string[]): NopropError {
  const message = `Cannot check a sweep with overrides: ${overrides.join(' ')}.`;
  return new NopropError(
    { code: 'bad_override', path: '', file, message, hint: 'Put them under "set" in the sweep file.' },
    exitCodes.usage,
  );
}

const isOverride = (operand: string): boolean => /^[+~]/.test(operand) || /^[\w.-]+=/.test(operand);

function noFile(overrides: readonly string[]): NopropError {
  const message = `Expected a pipeline file, got only overrides: ${overrides.join(' ')}.`;
  return new NopropError(
    { code: 'no_file', path: '', message, hint: 'Give the path of a YAML file, or - for standard input.' },
    exitCodes.usage,
  );
}
