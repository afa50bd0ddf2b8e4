import { count, percent } from '../format';
import { type Content, html } from '../html/html';
import { table } from '../html/table';

export type Matrix = readonly (readonly number[])[];

/** Up to this many classes the whole matrix is shown; beyond that, the most frequent mistakes. */
export const WHOLE = 20;
const MISTAKES = 20;

/**
 * How often each class was predicted as which, summed over seeds and inference runs.
 *
 * @param classNames if known; otherwise classes are numbered
 */
export function confusionTable(
  id: string,
  of: string,
  matrices: readonly Matrix[],
  classNames: readonly string[] = [],
): Content {
  const matrix = sumOf(matrices);
  if (matrix.length === 0) return undefined;
  const nameOf = (k: number): string => classNames[k] ?? String(k);
  return matrix.length <= WHOLE ? wholeTable(id, of, matrix, nameOf) : mistakeTable(id, of, matrix, nameOf);
}

type NameOf = (k: number) => string;

function wholeTable(id: string, of: string, matrix: Matrix, nameOf: NameOf): Content {
  return table({
    id,
    kind: 'confusion',
    caption: `Confusion matrix, ${of}: number of images of the row’s class predicted as the column’s class, summed over seeds and inference runs. The shade shows the share of the row.`,
    columns: [
      { head: 'True class', numeric: true },
      ...matrix.map((_, i) => ({ head: nameOf(i), numeric: true })),
      { head: 'Correct (%)', numeric: true },
    ],
    rows: matrix.map((row, truth) => {
      const total = row.reduce((a, b) => a + b, 0);
      return [
        nameOf(truth),
        ...row.map((found) => html`<span class="${shade(found, total)}">${count(found)}</span>`),
        total === 0 ? percent(undefined) : percent((row[truth] as number) / total),
      ];
    }),
  });
}

function mistakeTable(id: string, of: string, matrix: Matrix, nameOf: NameOf): Content {
  const mistakes = matrix
    .flatMap((row, truth) => {
      const total = row.reduce((a, b) => a + b, 0);
      return row.map((found, predicted) => ({ truth, predicted, found, total }));
    })
    .filter(({ truth, predicted, found }) => truth !== predicted && found > 0)
    .sort((a, b) => b.found - a.found || a.truth - b.truth || a.predicted - b.predicted)
    .slice(0, MISTAKES);
  return table({
    id,
    caption: `The most frequent mistakes among ${matrix.length} classes, ${of}, summed over seeds and inference runs (results.json has the whole matrix)`,
    columns: [
      { head: 'True class' },
      { head: 'Predicted as' },
      { head: 'Images', numeric: true },
      { head: 'Share of class (%)', numeric: true },
    ],
    rows: mistakes.map(({ truth, predicted, found, total }) => [
      nameOf(truth),
      nameOf(predicted),
      count(found),
      percent(found / total),
    ]),
  });
}

/** Elementwise sum; empty without matrices. */
export function sumOf(matrices: readonly Matrix[]): Matrix {
  const [first] = matrices;
  if (first === undefined) return [];
  return first.map((row, i) => row.map((_, j) => matrices.reduce((total, matrix) => total + (matrix[i]?.[j] ?? 0), 0)));
}

/** CSS class for one of ten shades; none below half a percent of the row. */
function shade(found: number, total: number): string {
  return total === 0 || found / total < 0.005 ? 'cell' : `cell heat-${Math.max(1, Math.ceil((10 * found) / total))}`;
}
