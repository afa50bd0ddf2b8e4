import { join } from 'node:path';
import type { Issue } from '@noprop/core';
import { differences } from './differences';
import type { FinishedTrial, FoundTrial } from './found-trial';
import { listed } from './variants';

/**
 * One record for a trial of which several may be there: a result before a failure that left none, and among equals the
 * one with the smallest digest, so that the order of the folders decides nothing.
 *
 * @returns an issue instead where two results differ in what does not come from a clock or a memory meter
 */
export function chooseRecord(records: readonly FoundTrial[]): FoundTrial | Issue | undefined {
  const ordered = [...records].sort((a, b) => compare(a.digest, b.digest) || compare(a.path, b.path));
  const [first, ...others] = ordered.filter((record): record is FinishedTrial => record.kind === 'finished');
  if (first === undefined) return ordered[0];
  const other = others.find(({ result }) => differences(first.result, result, measured).length > 0);
  return other === undefined ? first : conflict(first, other);
}

/** Parts of `result.json` in which equal runs differ, and the engine, which is compared for all trials together. */
const measured = ['seconds', 'trainingSeconds', 'epochSeconds', 'secondsPerImage', 'memory', 'engine'];

function conflict(...found: readonly [FinishedTrial, FinishedTrial]): Issue {
  const [one, other] = compare(found[0].path, found[1].path) <= 0 ? found : [found[1], found[0]];
  const where = listed(differences(one.result, other.result, measured));
  return {
    code: 'different_results',
    path: '',
    file: join(one.path, 'result.json'),
    message: `Two different results for one trial: ${where}, as in ${join(other.path, 'result.json')}.`,
    hint: 'Equal plans give equal results: one of the two was computed or copied wrongly. Run the trial again and remove the wrong one.',
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
