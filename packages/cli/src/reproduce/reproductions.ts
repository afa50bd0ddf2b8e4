import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { didYouMean, exitCodes, NopropError } from '@noprop/core';

/** The sweeps that come with this package. */
const shipped = resolve(__dirname, '..', '..', '..', '..', 'pipelines', 'sweeps');

/** Names of what can be reproduced: the tables and figures of the paper, and smaller budgets of them. */
export function reproductions(): readonly string[] {
  if (!existsSync(shipped)) return [];
  const files = readdirSync(shipped).filter((file) => file.endsWith('.yaml'));
  return files.map((file) => file.slice(0, -'.yaml'.length)).sort(byNumber);
}

/**
 * The sweep file of a table or figure, from the working folder.
 *
 * @throws NopropError `unknown_reproduction`
 */
export function reproductionFile(name: string): string {
  const names = reproductions();
  if (names.includes(name)) return relative('.', join(shipped, `${name}.yaml`));
  const message = `Wanted one of ${names.join(', ')}, found "${name}".`;
  const hint = didYouMean(name, names) ?? 'A sweep file of your own is run by noprop sweep.';
  throw new NopropError({ code: 'unknown_reproduction', path: '', message, hint }, exitCodes.usage);
}

/** figure-2 before figure-11. */
const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
