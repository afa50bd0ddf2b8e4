import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A command line that makes no sense; ends the tool with exit code 2. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Options and operands of a command line. `operands` names them as in a usage line, optional ones in brackets:
 * `FOLDER [PATTERN]`, `[PATH...]`, or the empty string for none.
 */
export function parseArguments<const O extends Options>(args: readonly string[], options: O, operands: string) {
  const parsed = attempt(() => parseArgs({ args: [...args], options, allowPositionals: true, strict: true }));
  const wanted = operands.split(' ').filter((word) => word !== '');
  const needed = wanted.filter((word) => !word.startsWith('['));
  const many = operands.includes('...');
  const missing = needed[parsed.positionals.length];
  if (missing !== undefined) throw new UsageError(`${missing} is missing.`);
  const extra = many ? undefined : parsed.positionals[wanted.length];
  if (extra !== undefined) throw new UsageError(`"${extra}" is one argument too many.`);
  return parsed;
}

function attempt<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    // Node's first sentence says it all.
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UsageError(`${sentence.replace(/\.$/, '')}.`);
  }
}
