import { optionText } from '../../record/point';
import type { SweepRecord } from '../../record/record';
import { csv } from './csv';

/**
 * The results of a sweep for a spreadsheet: one row per inference run, and one row without values per trial without a
 * result. Accuracies are fractions. No times and no memory, so equal results give equal bytes.
 */
export function resultsCsv({ trials }: SweepRecord): string {
  const axes = [...new Set(trials.flatMap(({ point }) => Object.keys(point)))];
  const head = [
    'trial',
    'name',
    ...axes.map((axis) => `point.${axis}`),
    'seed',
    'status',
    'reason',
    'split',
    'run',
    'accuracy',
    'images',
  ];
  const rows = trials.flatMap(({ id, name, point, seed, status, reason, run }) => {
    const place = axes.map((axis) => (axis in point ? optionText(point[axis]) : ''));
    const start = [id, name, ...place, seed, status, reason ?? ''];
    const values = Object.entries(run?.evaluation ?? {}).flatMap(([split, { runs, images }]) =>
      runs.map((accuracy, i) => [...start, split, i + 1, accuracy, images]),
    );
    return values.length > 0 ? values : [[...start, '', '', '', '']];
  });
  return csv([head, ...rows]);
}
