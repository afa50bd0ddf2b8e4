import type { RunRecord } from '../../record/record';
import { term } from '../format';
import type { Content } from '../html/html';
import { table } from '../html/table';

/** Terms of equation 7 in the paper's order; terms of other methods follow, sorted by name. */
const PAPER_ORDER = ['crossEntropy', 'kl', 'denoising'];

/** Terms of the loss over the last logged steps, a row for each model. */
export function termTable(id: string, models: readonly { readonly label: string; readonly run: RunRecord }[]): Content {
  const found = new Set(models.flatMap(({ run }) => Object.keys(run.terms)));
  const names = [...PAPER_ORDER.filter((name) => found.delete(name)), ...[...found].sort()];
  if (names.length === 0) return undefined;
  return table({
    id,
    caption: 'Loss terms, mean over the last logged steps of training',
    columns: [{ head: 'Model' }, ...names.map((head) => ({ head, numeric: true }))],
    rows: models.map(({ label, run }) => [label, ...names.map((name) => term(run.terms[name]))]),
  });
}
