import { didYouMean, exitCodes, NopropError, type Registered, Registry } from '@noprop/core';
import { Command } from 'commander';
import { builtIns } from '../built-ins';

interface OptionSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly default?: unknown;
  readonly 'x-paper'?: string;
}

/** `noprop describe COMPONENT` */
export function describeCommand(): Command {
  return new Command('describe')
    .summary('show the options of a component')
    .description(
      'Example: noprop describe noprop/noprop-dt\n\n' +
        'Show what a component does and each of its options, with type, default and source in the paper.',
    )
    .argument('<component>', 'component name, e.g. noprop/noprop-dt')
    .action((name: string) => {
      const all = new Registry(builtIns).list();
      const found = all.filter(({ component }) => component.name === name);
      if (found.length === 0) throw unknown(name, all);
      process.stdout.write(found.map(render).join('\n'));
    });
}

function render({ component, plugin }: Registered): string {
  const options = Object.entries((component.schema.properties ?? {}) as unknown as Record<string, OptionSchema>);
  const required = new Set(component.schema.required ?? []);
  const lines = options.map(([key, { type, enum: choices, description, default: preset, 'x-paper': source }]) => {
    const kind = choices === undefined ? (type ?? 'value') : choices.join(' | ');
    const value = required.has(key)
      ? 'required'
      : preset === undefined
        ? 'optional'
        : `default ${JSON.stringify(preset)}`;
    const paper = source === undefined ? '' : ` [paper ${source}]`;
    return `  ${key} (${kind}, ${value})\n      ${description ?? ''}${paper}\n`;
  });
  const needs = component.needs.length === 0 ? '' : `needs: ${component.needs.join(', ')}\n`;
  const head = `${component.name} (${component.kind}, from ${plugin})\n${component.summary}\n${needs}`;
  return `${head}\n${lines.length === 0 ? '  no options\n' : lines.join('')}`;
}

function unknown(name: string, all: readonly Registered[]): NopropError {
  const names = all.map(({ component }) => component.name);
  const hint = didYouMean(name, names) ?? 'Run "npx noprop list" to see all components.';
  return new NopropError(
    { code: 'unknown_component', path: '', message: `No component is named "${name}".`, hint },
    exitCodes.usage,
  );
}
