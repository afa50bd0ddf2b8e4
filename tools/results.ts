import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ResultRecord, readResultRecord } from '../packages/evaluation/src/results/result-record';
import { renderResults } from './results/render';
import { replaceBetween } from './results/replace-between';
import { parseArguments } from './shared/arguments';
import { root } from './shared/root';

export const help = `Example: npm run results
         npm run results -- --check

Writes the table of results in README.md from the records in results/, with the paper's figures beside them. With
--check nothing is written, and the exit code is 1 where the table is stale.`;

const readme = join(root, 'README.md');
const folder = join(root, 'results');

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArguments(args, { check: { type: 'boolean', default: false } }, '');
  const records = readRecords(folder);
  const before = readFileSync(readme, 'utf8');
  const after = replaceBetween(before, 'results', renderResults(records));
  if (values.check && after !== before) {
    console.log('The table of results in README.md is stale. Run "npm run results".');
    return 1;
  }
  if (after !== before) writeFileSync(readme, after);
  console.log(`The table of results in README.md is up to date with ${records.length} records.`);
  return 0;
}

/** All records of a folder, by file name. */
export function readRecords(path: string): readonly ResultRecord[] {
  const files = readdirSync(path).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => readResultRecord(readFileSync(join(path, file), 'utf8'), `results/${file}`));
}
