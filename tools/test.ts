import { availableParallelism } from 'node:os';
import { parseArguments } from './shared/arguments';
import { type Counts, closingLine, sum } from './shared/counts';
import { prepareEngine } from './shared/engine';
import { findNeeds, printNeed } from './shared/needs';
import { serveSlots, slotsVariable } from './shared/slots';
import { findSlowest } from './shared/slowest';
import { testFolder } from './test/folder';
import { testProjects } from './test/projects';
import type { TestRun } from './test/run';

export const help = `Example: npm test
         npm test -- core
         npm test -- philox
         npm run test:long

Usage: npm test [-- PROJECT | PATTERN]
       npm run test:long [-- PROJECT | PATTERN]

Fetches the engine if it is missing and runs the tests of every package, of the examples and of the tools. Nx skips a
project that passed before and has not changed since. With an argument, runs the tests of one project, or those whose
path contains PATTERN. test:long runs the long variants instead, such as ten kills in place of three.

Lists the slowest files and the skipped tests, and ends with "N passed, N failed".`;

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, { long: { type: 'boolean', default: false } }, '[PATTERN]');
  const engine = await prepareEngine();
  const [pattern] = positionals;
  const slots = await serveSlots(availableParallelism());
  process.env[slotsVariable] = slots.path;
  const all = pattern === undefined && !values.long;
  const runs = all
    ? [await testProjects('folder' in engine ? engine.folder : 'none')]
    : await testFolder(pattern, values.long);
  slots.close();
  return summarize(runs);
}

/** Prints what a reader looks for last: what was slow, what was skipped and why, and the counts. */
function summarize(runs: readonly TestRun[]): number {
  const output = runs.map((each) => each.output).join('\n');
  const slowest = findSlowest(output, 10);
  if (slowest.length > 1) console.log('\nSlowest files:');
  for (const { file, seconds } of slowest) console.log(`  ${seconds.toFixed(1).padStart(6)} s  ${file}`);
  const needs = findNeeds(output);
  if (needs.length > 0) console.log('\nSkipped tests:');
  for (const need of needs) console.log(printNeed(need));
  const total: Counts = sum(runs.map(({ counts }) => counts));
  console.log(`\n${closingLine(total)}`);
  return total.failed === 0 ? 0 : 1;
}
