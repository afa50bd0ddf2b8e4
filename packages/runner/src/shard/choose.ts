import { join } from 'node:path';
import type { Issue } from '@noprop/core';
import { differences } from './differences';
import type { FinishedTrial, FoundTrial } from './found-trial';
import { listed } from './variants';

/**
 * Chooses one of the records found for a trial. A result takes precedence over a failure record. Among equal results,
 * the smallest digest wins, so that the order of the folders does not matter.
 *
 * @returns an issue instead if two results differ in more than time and memory
 */
export function chooseRecord(records: readonly FoundTrial[]): FoundTrial | Issue | undefined {
  const ordered = [...records].sort((a, b) => compare(a.digest, b.digest) || compare(a.path, b.path));
  const [first, ...others] = ordered.filter((record): record is FinishedTrial => record.kind === 'finished');
  if (first === undefined) return ordered[0];
  const other = others.find(({ result }) => differences(first.result, result, measured).length > 0);
  return other === undefined ? first : conflict(first, other);
}

/** Fields of `result.json` that differ between equal runs, and the engine, which is compared across all trials. */
const measured = ['seconds', 'trainingSeconds', 'epochSeconds', 'secondsPerImage', 'memory', 'engine'];

function conflict(...pair: readonly [FinishedTrial, FinishedTrial]): Issue {
  const [one, other] = compare(pair[0].path, pair[1].path) <= 0 ? pair : [pair[1], pair[0]];
  const where = listed(differences(one.result, other.result, measured));
  return {
    code: 'different_results',
    path: '',
    file: join(one.path, 'result.json'),
    message: `This result differs from ${join(other.path, 'result.json')}: ${where}.`,
    hint: 'Equal plans give equal results, so one of them was computed or copied incorrectly. Run the trial again and remove the wrong one.',
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
