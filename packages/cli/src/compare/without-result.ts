import type { ComparisonRow } from '@noprop/evaluation';
import { fewNames } from './few-names';

/** Whether a row has only stopped or missing trials and no tolerance, so that the table can leave it out. */
export const isOpen = ({ measured, failed, stopped, missing, expected }: ComparisonRow): boolean =>
  measured === undefined && failed === 0 && stopped + missing > 0 && expected === 'none';

/**
 * Trials without a result: a line per setting with failed trials, then one line for all stopped by successive halving
 * and one for all that are missing.
 */
export function withoutResult(rows: readonly ComparisonRow[]): readonly string[] {
  // The rows of one group are adjacent and count the same trials.
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
