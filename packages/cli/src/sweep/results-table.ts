import type { SweepState, TrialState } from '@noprop/runner';
import { percent } from '../progress/format';
import { pointLabel } from './trial-label';

/**
 * The results of a sweep for people: a row for each pipeline and point, with mean and sample standard deviation over all
 * seeds and inference runs, then the trials that failed.
 */
export function renderResults({ trials }: Pick<SweepState, 'trials'>): string {
  const groups = new Map<string, TrialState[]>();
  for (const trial of trials) {
    const label = [trial.name, pointLabel(trial.point)].filter((part) => part !== '').join(' ');
    groups.set(label, [...(groups.get(label) ?? []), trial]);
  }
  const rows = [...groups].map(([label, group]) => [
    label,
    ...(['test', 'train'] as const).map((split) => meanOf(group, split)),
    seedsOf(group),
  ]);
  const used = [0, ...[1, 2].filter((column) => rows.some((row) => row[column] !== '')), 3];
  const head = ['', 'test accuracy', 'train accuracy', 'seeds'];
  return [head, ...rows]
    .map(
      (row) =>
        `${line(
          used.map((column) => row[column] as string),
          [head, ...rows],
          used,
        )}\n`,
    )
    .join('');
}

function line(cells: readonly string[], rows: readonly (readonly string[])[], columns: readonly number[]): string {
  const padded = cells.map((cell, i) => {
    const width = Math.max(...rows.map((row) => (row[columns[i] as number] as string).length));
    return i === 0 ? cell.padEnd(width) : cell.padStart(width);
  });
  return padded.join('  ').trimEnd();
}

/** `97.48 % ± 0.12 (15)`: mean, sample standard deviation and how many values. */
function meanOf(group: readonly TrialState[], split: 'test' | 'train'): string {
  const values = group.flatMap(({ result }) => {
    const { runs, accuracy } = (result?.evaluation[split] ?? {}) as {
      readonly runs?: readonly number[];
      readonly accuracy?: number;
    };
    return runs ?? (accuracy === undefined ? [] : [accuracy]);
  });
  if (values.length === 0) return '';
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length === 1) return `${percent(mean)} (1)`;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (values.length - 1));
  return `${percent(mean)} ± ${(100 * deviation).toFixed(2)} (${values.length})`;
}

/** `3`, or `2 of 3, 1 failed`. */
function seedsOf(group: readonly TrialState[]): string {
  const count = (wanted: TrialState['status']): number => group.filter(({ status }) => status === wanted).length;
  const done = count('completed');
  if (done === group.length) return String(done);
  const others = (['failed', 'stopped', 'interrupted', 'running', 'missing'] as const)
    .filter((status) => count(status) > 0)
    .map((status) => `${count(status)} ${status}`);
  return `${done} of ${group.length}, ${others.join(', ')}`;
}
