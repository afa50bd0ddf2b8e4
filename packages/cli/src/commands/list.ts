import { didYouMean, exitCodes, type Kind, kinds, NopropError, Registry } from '@noprop/core';
import { Command } from 'commander';
import { builtIns } from '../built-ins';

/** `noprop list [KIND]` */
export function listCommand(): Command {
  return new Command('list')
    .summary('list the available components')
    .description(
      'Example: noprop list objective\n\nList the components that a pipeline can use, with a summary of each.',
    )
    .argument('[kind]', `only this kind: ${kinds.join(', ')}`)
    .option('--json', 'print one JSON document')
    .action((kind: string | undefined, flags: { json?: boolean }) => {
      if (kind !== undefined && !isKind(kind)) throw unknownKind(kind);
      const chosen = kinds.filter((each) => kind === undefined || each === kind);
      const registry = new Registry(builtIns);
      const rows = chosen.flatMap((each) =>
        registry.list(each).map(({ component, plugin }) => ({
          kind: each,
          name: component.name,
          summary: component.summary,
          package: plugin,
        })),
      );
      if (flags.json) {
        process.stdout.write(`${JSON.stringify(rows)}\n`);
        return;
      }
      const width = Math.max(...rows.map(({ name }) => name.length));
      for (const row of rows) {
        process.stdout.write(`${row.kind.padEnd(11)} ${row.name.padEnd(width)}  ${row.summary}\n`);
      }
    });
}

const isKind = (kind: string): kind is Kind => (kinds as readonly string[]).includes(kind);

function unknownKind(kind: string): NopropError {
  const hint = didYouMean(kind, kinds) ?? `Kinds: ${kinds.join(', ')}.`;
  return new NopropError(
    { code: 'unknown_kind', path: '', message: `Unknown kind of component "${kind}".`, hint },
    exitCodes.usage,
  );
}
