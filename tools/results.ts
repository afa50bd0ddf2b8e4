import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ResultRecord, readResultRecord } from '../packages/evaluation/src/results/result-record';
import { renderResults } from './results/render';
import { renderOneEpoch } from './results/render-one-epoch';
import { replaceBetween } from './results/replace-between';
import { parseArguments } from './shared/arguments';
import { root } from './shared/root';

export const help = `Example: npm run results
         npm run results -- --check

Writes the tables of results in README.md and results/README.md from the records in results/, next to the paper's
numbers. With --check, writes nothing and exits with code 1 if a table is out of date.`;

/** The files with a table and what renders it. */
const tables = { 'README.md': renderOneEpoch, 'results/README.md': renderResults };
const folder = join(root, 'results');

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArguments(args, { check: { type: 'boolean', default: false } }, '');
  const records = readRecords(folder);
  let stale = false;
  for (const [file, render] of Object.entries(tables)) {
    const path = join(root, file);
    const before = readFileSync(path, 'utf8');
    const after = replaceBetween(before, 'results', render(records));
    if (after === before) continue;
    stale = true;
    if (values.check) console.log(`The table of results in ${file} is out of date. Run "npm run results".`);
    else writeFileSync(path, after);
  }
  if (values.check && stale) return 1;
  console.log(`The tables of results are up to date with ${records.length} records.`);
  return 0;
}

/** All records of a folder, sorted by file name. */
export function readRecords(path: string): readonly ResultRecord[] {
  const files = readdirSync(path).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => readResultRecord(readFileSync(join(path, file), 'utf8'), `results/${file}`));
}
