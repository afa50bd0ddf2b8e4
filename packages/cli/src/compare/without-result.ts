import type { ComparisonRow } from '@noprop/evaluation';
import { fewNames } from './few-names';

/** Whether a row stands for trials that were not run to their end, and nobody is waiting for its figure in the table. */
export const isOpen = ({ measured, failed, stopped, missing, expected }: ComparisonRow): boolean =>
  measured === undefined && failed === 0 && stopped + missing > 0 && expected === 'none';

/**
 * Trials without a result: a line for each setting of which some failed, then one for all that successive halving dropped
 * and one for all that have none yet.
 */
export function withoutResult(rows: readonly ComparisonRow[]): readonly string[] {
  // The rows of a group follow each other, and each counts the same trials.
  const groups = rows.filter(({ label }, i) => label !== rows[i - 1]?.label);
  return [
    ...groups.filter(({ failed }) => failed > 0).map(({ label, failed }) => `${label}: ${failed} failed`),
    ...together(groups, 'stopped', 'stopped by successive halving'),
    ...together(groups, 'missing', 'missing'),
  ];
}

function together(groups: readonly ComparisonRow[], why: 'stopped' | 'missing', words: string): readonly string[] {
  const some = groups.filter((group) => group[why] > 0);
  if (some.length === 0) return [];
  const count = some.reduce((sum, group) => sum + group[why], 0);
  return [`${count} ${words}: ${fewNames(some.map(({ label }) => label))}`];
}
