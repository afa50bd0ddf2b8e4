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
    .summary('print the JSON Schema of pipelines')
    .description(
      'Example: noprop schema --write schemas\n\nPrints the JSON Schema (draft-07) that editors complete and check pipelines with.',
    )
    .argument('[component]', 'only the options of this component')
    .option('--plugins <names>', 'comma-separated packages, installed here, to include')
    .option('--write <dir>', 'write the schemas of pipelines, their parts, sweeps, model cards and each component')
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
        process.stdout.write(`${components.length + 4} schemas written to ${folder}\n`);
        return;
      }
      const component = components.find((each) => each.name === name);
      if (name !== undefined && component === undefined) {
        const hint = 'See "npx noprop list".';
        throw new NopropError(
          { code: 'unknown_component', path: '', message: `No component is named "${name}".`, hint },
          exitCodes.usage,
        );
      }
      const schema = component === undefined ? combinedSchema(registry) : componentSchema(component);
      process.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
    });
}
