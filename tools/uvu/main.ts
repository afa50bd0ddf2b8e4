import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { parseArguments, UsageError } from '../shared/arguments';
import { type Counts, closingLine } from '../shared/counts';
import { findFiles } from '../shared/find-files';
import { printFile } from './print';
import { runFile } from './run-file';

export const help = `Example: node tools/uvu.js packages/core philox

Usage: node tools/uvu.js FOLDER [PATTERN] [--limit SECONDS]

Runs each *.test.ts below FOLDER whose path contains PATTERN in a process of its own and closes with
"N passed, N failed". Not only a failing test fails, but also: a file that runs no test, a suite without run(),
only(), a rejection that is no Error or that nobody handles, a test that never settles, a file that takes longer
than the limit (600 s), process.exit() in a test, a process that stays alive or crashes after its last test, and a
folder without test files.`;

/** Command line of the strict test runner; the result is the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const options = { limit: { type: 'string', default: '600' } } as const;
  const { values, positionals } = parseArguments(args, options, 'FOLDER [PATTERN]');
  const [folder = '', pattern = ''] = positionals;
  const limit = Number(values.limit);
  if (!existsSync(folder)) throw new UsageError(`There is no folder "${folder}".`);
  if (!(limit > 0)) throw new UsageError(`--limit wants a number of seconds above 0, not "${values.limit}".`);
  const { passed, failed } = await runFolder(folder, pattern, limit);
  console.log(closingLine({ passed, failed }));
  return failed === 0 ? 0 : 1;
}

async function runFolder(folder: string, pattern: string, limit: number): Promise<Counts> {
  const tests = findFiles(folder, (name) => name.endsWith('.test.ts'));
  const files = tests.filter((file) => relative('.', file).includes(pattern));
  if (files.length === 0) {
    const which = pattern === '' ? '' : ` with "${pattern}" in its path`;
    console.log(`There is no *.test.ts file${which} below "${folder}".`);
    return { passed: 0, failed: 1 };
  }
  const counts = { passed: 0, failed: 0 };
  for (const file of files) {
    const result = await runFile(file, limit);
    console.log(printFile(result));
    counts.passed += result.passed;
    counts.failed += result.failures.length;
  }
  return counts;
}
