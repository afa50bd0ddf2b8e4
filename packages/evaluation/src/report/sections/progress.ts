import type { ProgressRecord } from '../../record/record';
import { count, percent } from '../format';
import type { Content } from '../html/html';
import { table } from '../html/table';

/** Evaluations during training, one row each. */
export function progressTable(id: string, progress: readonly ProgressRecord[]): Content {
  const splits = [...new Set(progress.flatMap(({ evaluation }) => Object.keys(evaluation)))];
  return table({
    id,
    caption: 'Accuracy (%) during training, by epoch',
    columns: [
      { head: 'Epoch', numeric: true },
      { head: 'Step', numeric: true },
      ...splits.map((head) => ({ head, numeric: true })),
    ],
    rows: progress.map(({ epoch, step, evaluation }) => [
      epoch,
      count(step),
      ...splits.map((split) => percent(evaluation[split]?.accuracy)),
    ]),
  });
}
