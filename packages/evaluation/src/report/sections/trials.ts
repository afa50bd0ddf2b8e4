import { pointText } from '../../record/point';
import type { SplitRecord, TrialRecord } from '../../record/record';
import { NONE, percent, shortHash } from '../format';
import { type Content, html } from '../html/html';
import { table } from '../html/table';

/** Every completed trial: its seed, its accuracies and each inference run. */
export function trialTable(trials: readonly TrialRecord[]): Content {
  const done = trials.filter(({ run }) => run !== undefined);
  const splits = splitsOf(done);
  return table({
    id: 'table-trials',
    caption: 'Accuracy (%) of each trained model: mean over its inference runs, then each of them',
    columns: [
      { head: 'Trial' },
      { head: 'Seed', numeric: true },
      ...splits.flatMap((split) => [{ head: split, numeric: true }, { head: `${split}, by inference run` }]),
      { head: 'Plan', short: true },
    ],
    rows: done.map(({ name, point, seed, id, run }) => [
      html`${name} ${pointText(point)}`,
      seed,
      ...splits.flatMap((split) => {
        const found = run?.evaluation[split];
        return [html`<strong>${percent(found?.accuracy)}</strong>`, runsOf(found)];
      }),
      html`<span class="mono">${shortHash(id)}</span>`,
    ]),
  });
}

/** Splits that any of these trials measured, test first. */
export function splitsOf(trials: readonly Pick<TrialRecord, 'run'>[]): readonly string[] {
  const found = new Set(trials.flatMap(({ run }) => Object.keys(run?.evaluation ?? {})));
  return [...found].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

const rank = (split: string): number => ['test', 'train'].indexOf(split) >>> 0;

const runsOf = (split: SplitRecord | undefined): string =>
  split === undefined || split.runs.length === 0 ? NONE : split.runs.map(percent).join(', ');
