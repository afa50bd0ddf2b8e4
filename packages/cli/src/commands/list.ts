import { didYouMean, exitCodes, type Kind, kinds, NopropError, Registry } from '@noprop/core';
import { Command } from 'commander';
import { builtIns } from '../built-ins';

/** `noprop list [KIND]` */
export function listCommand(): Command {
  return new Command('list')
    .summary('list the components')
    .description('Example: noprop list objective\n\nLists the components that pipelines can use.')
    .argument('[kind]', kinds.join(', '))
    .option('--json', 'as one JSON document')
    .action((kind: string | undefined, flags: { json?: boolean }) => {
      if (kind !== undefined && !isKind(kind)) throw unknownKind(kind);
      const wanted = kinds.filter((each) => kind === undefined || each === kind);
      const registry = new Registry(builtIns);
      const rows = wanted.flatMap((each) =>
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
    { code: 'unknown_kind', path: '', message: `There is no kind of component "${kind}".`, hint },
    exitCodes.usage,
  );
}
