import { exitCodes, NopropError } from '@noprop/core';
import { createPlan } from '@noprop/runner';
import { Command } from 'commander';
import { builtIns } from '../built-ins';
import { readPipeline } from '../read-pipeline';

/** `noprop check FILE... [overrides]` */
export function checkCommand(): Command {
  return new Command('check')
    .summary('validate pipelines without running them')
    .description(
      'Example: noprop check pipelines/quickstart.yaml\n\nShows every problem at once, as file:line:col. Operands that are overrides apply to every file.',
    )
    .argument('<operands...>', 'pipeline files, and overrides (key=value, +key=value, ~key)')
    .action(async (operands: string[]) => {
      const overrides = operands.filter(isOverride);
      const files = operands.filter((operand) => !isOverride(operand));
      if (files.length === 0) throw noFile(overrides);
      let failed = false;
      for (const file of files) {
        try {
          const plan = await createPlan({ text: readPipeline(file), file, overrides, builtIns });
          process.stdout.write(`${file}: ok (plan ${plan.id.slice(0, 12)})\n`);
        } catch (error) {
          if (!(error instanceof NopropError)) throw error;
          process.stderr.write(`${error.message}\n`);
          failed = true;
        }
      }
      if (failed) process.exitCode = exitCodes.usage;
    });
}

const isOverride = (operand: string): boolean => /^[+~]/.test(operand) || /^[\w.-]+=/.test(operand);

function noFile(overrides: readonly string[]): NopropError {
  const message = `Wanted a pipeline file, found only overrides: ${overrides.join(' ')}.`;
  return new NopropError(
    { code: 'no_file', path: '', message, hint: 'Give the path of a YAML file, or -.' },
    exitCodes.usage,
  );
}
