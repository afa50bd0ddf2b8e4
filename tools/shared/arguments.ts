import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A command line that the tool does not understand; ends it with exit code 2. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Parses options and operands. `operands` names the operands as in a usage line, optional ones in brackets:
 * `FOLDER [PATTERN]`, `[PATH...]`, or the empty string for none.
 */
export function parseArguments<const O extends Options>(args: readonly string[], options: O, operands: string) {
  const parsed = attempt(() => parseArgs({ args: [...args], options, allowPositionals: true, strict: true }));
  const names = operands.split(' ').filter((word) => word !== '');
  const needed = names.filter((word) => !word.startsWith('['));
  const many = operands.includes('...');
  const missing = needed[parsed.positionals.length];
  if (missing !== undefined) throw new UsageError(`Missing ${missing}.`);
  const extra = many ? undefined : parsed.positionals[names.length];
  if (extra !== undefined) throw new UsageError(`Unexpected argument "${extra}".`);
  return parsed;
}

function attempt<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    // Node's first sentence is enough.
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UsageError(`${sentence.replace(/\.$/, '')}.`);
  }
}
