import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes, NopropError } from '@noprop/core';
import {
  combinedSchema,
  componentSchema,
  loadRegistry,
  modelCardSchema,
  partSchema,
  schemaFileName,
  sweepSchema,
} from '@noprop/runner';
import { writeFileAtomic } from '@noprop/store';
import { Command } from 'commander';
import { builtIns } from '../built-ins';

/** `noprop schema [COMPONENT] [--plugins a,b] [--write DIR]` */
export function schemaCommand(): Command {
  return new Command('schema')
    .summary('print JSON Schemas for editors')
    .description(
      'Example: noprop schema --write schemas\n\n' +
        'Print the JSON Schema (draft-07) that lets editors complete and check pipeline files.',
    )
    .argument('[component]', 'print only the options of this component')
    .option('--plugins <names>', 'also include these installed plugin packages, comma-separated')
    .option(
      '--write <dir>',
      'write all schemas to this folder: pipelines, pipeline parts, sweeps, model cards and components',
    )
    .action((name: string | undefined, flags: { plugins?: string; write?: string }) => {
      const plugins = flags.plugins?.split(',').map((each) => each.trim()) ?? [];
      const { registry, issues } = loadRegistry(plugins, process.cwd(), builtIns);
      if (issues.length > 0) throw new NopropError(issues, exitCodes.usage);
      const components = registry.list().map(({ component }) => component);
      if (flags.write !== undefined) {
        mkdirSync(flags.write, { recursive: true });
        const folder = flags.write;
        const write = (file: string, schema: object): void => {
          writeFileAtomic(join(folder, file), `${JSON.stringify(schema, null, 2)}\n`);
        };
        write('pipeline.schema.json', combinedSchema(registry));
        write('pipeline-part.schema.json', partSchema());
        write('sweep.schema.json', sweepSchema);
        write('model-card.schema.json', modelCardSchema);
        for (const component of components) write(schemaFileName(component), componentSchema(component));
        process.stdout.write(`wrote ${components.length + 4} schemas to ${folder}\n`);
        return;
      }
      const component = components.find((each) => each.name === name);
      if (name !== undefined && component === undefined) {
        const hint = 'Run "npx noprop list" to see all components.';
        throw new NopropError(
          { code: 'unknown_component', path: '', message: `No component is named "${name}".`, hint },
          exitCodes.usage,
        );
      }
      const schema = component === undefined ? combinedSchema(registry) : componentSchema(component);
      process.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
    });
}
