import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { parseArguments, UsageError } from '../shared/arguments';
import { type Counts, closingLine } from '../shared/counts';
import { findFiles } from '../shared/find-files';
import { serveSlots, slotsVariable, takeSlot } from '../shared/slots';
import { printFile } from './print';
import { type FileResult, runFile } from './run-file';

export const help = `Example: node tools/uvu.js packages/core philox

Usage: node tools/uvu.js FOLDER [PATTERN] [--long] [--limit SECONDS]

Runs each *.test.ts below FOLDER whose path contains PATTERN in its own process, as many at once as there are cores,
and ends with "N passed, N failed". Files called *.long.test.ts run only with --long, which runs nothing else.

Fails not only on a failing test, but also on: a file without tests, a test skipped without a reason, a suite without
run(), only(), a rejection that is not an Error or that nobody handles, a test that never settles, a file that takes
longer than the limit (600 s), process.exit() in a test, a process that stays alive or crashes after its last test, and
a folder without test files.`;

/** Command line of the strict test runner; returns the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const options = { limit: { type: 'string', default: '600' }, long: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArguments(args, options, 'FOLDER [PATTERN]');
  const [folder = '', pattern = ''] = positionals;
  const limit = Number(values.limit);
  if (!existsSync(folder)) throw new UsageError(`Folder not found: "${folder}".`);
  if (!(limit > 0)) throw new UsageError(`--limit: expected a number of seconds above 0, got "${values.limit}".`);
  const { passed, failed } = await runFolder(findTests(folder, pattern, values.long), limit);
  console.log(closingLine({ passed, failed }));
  return failed === 0 ? 0 : 1;
}

function findTests(folder: string, pattern: string, long: boolean): readonly string[] {
  const tests = findFiles(folder, (name) => name.endsWith('.test.ts') && name.endsWith('.long.test.ts') === long);
  const files = tests.filter((file) => relative('.', file).includes(pattern));
  const kind = long ? '*.long.test.ts' : '*.test.ts';
  const which = pattern === '' ? '' : ` with "${pattern}" in its path`;
  if (files.length === 0) console.log(`No ${kind} file${which} below "${folder}".`);
  return files;
}

async function runFolder(files: readonly string[], limit: number): Promise<Counts> {
  if (files.length === 0) return { passed: 0, failed: 1 };
  // A run of several packages has slots for all of them; another has its own.
  const shared = process.env[slotsVariable];
  const own = shared === undefined ? await serveSlots(availableParallelism()) : undefined;
  const runInSlot = async (file: string): Promise<FileResult> => {
    const release = await takeSlot(shared ?? (own?.path as string));
    try {
      return await runFile(file, limit);
    } finally {
      release();
    }
  };
  const counts = { passed: 0, failed: 0 };
  // Printed in the order of the files, each as soon as those before it have finished.
  for (const running of files.map(runInSlot)) {
    const result = await running;
    console.log(printFile(result));
    counts.passed += result.passed;
    counts.failed += result.failures.length;
  }
  own?.close();
  return counts;
}
