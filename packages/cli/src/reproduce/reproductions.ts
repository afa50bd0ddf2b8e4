import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { didYouMean, exitCodes, NopropError } from '@noprop/core';

/** The folder of the sweeps that come with NoProp. */
const shipped = resolve(__dirname, '..', '..', '..', '..', 'pipelines', 'sweeps');

/** Names that can be reproduced: tables and figures of the paper, some also with a smaller training budget. */
export function reproductions(): readonly string[] {
  if (!existsSync(shipped)) return [];
  const files = readdirSync(shipped).filter((file) => file.endsWith('.yaml'));
  return files.map((file) => file.slice(0, -'.yaml'.length)).sort(byNumber);
}

/**
 * The sweep file of a table or figure, relative to the working folder.
 *
 * @throws NopropError `unknown_reproduction`
 */
export function reproductionFile(name: string): string {
  const names = reproductions();
  if (names.includes(name)) return relative('.', join(shipped, `${name}.yaml`));
  const message = `Expected one of ${names.join(', ')}, got "${name}".`;
  const hint = didYouMean(name, names) ?? 'To run your own sweep file, use noprop sweep.';
  throw new NopropError({ code: 'unknown_reproduction', path: '', message, hint }, exitCodes.usage);
}

/** Sorts figure-2 before figure-11. */
const byNumber = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
