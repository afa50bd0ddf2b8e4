import { drawFigure } from '../drawing/draw-figure';
import type { Figure } from '../figure';
import { type Cell, heatChart } from '../shared/heat-chart';
import { percentText, toPercent } from '../shared/numbers';

/** With more classes than this, there is no room for numbers, and only every tenth class has a label. */
const MOST_NUMBERED = 20;

/**
 * Confusion matrix.
 *
 * @param confusion counts of images of class row predicted as class column, K K
 * @param classNames K
 */
export function confusionFigure(
  confusion: readonly (readonly number[])[],
  classNames: readonly string[],
  id = 'confusion',
): Promise<Figure> {
  const names = distinct(confusion.map((_, k) => classNames[k] ?? String(k)));
  const shares = confusion.map((row) => {
    const total = row.reduce((a, b) => a + b, 0);
    return row.map((count) => (total > 0 ? count / total : 0));
  });
  const cells = shares.flatMap((row, k) =>
    row.flatMap((share, j): readonly Cell[] => {
      // Zero is left blank, so that rare mistakes stand out.
      if (!(share > 0)) return [];
      const value = toPercent(share);
      return [{ x: names[j] as string, y: names[k] as string, value, text: shortPercent(value) }];
    }),
  );
  const numbered = names.length <= MOST_NUMBERED;
  const text = {
    id,
    title: 'Confusion matrix',
    caption: `Each row is a true class, each column a predicted class. ${numbered ? 'Numbers' : 'Colors'} show the share of the row's images in percent; zero is left blank.`,
    description: [recall(shares, names), mistakes(shares, names)].join(' '),
  };
  const chart = heatChart({
    cells: numbered ? cells : cells.map((cell) => ({ ...cell, text: '' })),
    xs: names,
    ys: names,
    xTitle: 'predicted class',
    yTitle: 'true class',
    legend: '% of row',
    scale: { domain: [0, 100], type: 'sqrt', ticks: [0, 10, 50, 100] },
    square: true,
    every: numbered ? 1 : 10,
  });
  return drawFigure(text, { classNames: names, confusion }, cells.length === 0 ? undefined : chart);
}

/** `98`, `0.3`, `<0.1` */
function shortPercent(value: number): string {
  if (value >= 10) return value.toFixed(0);
  return value < 0.1 ? '<.1' : value.toFixed(1);
}

function recall(shares: readonly (readonly number[])[], names: readonly string[]): string {
  const diagonal = shares.map((row, k) => row[k] ?? 0);
  const order = diagonal.map((_, k) => k).sort((a, b) => (diagonal[a] as number) - (diagonal[b] as number) || a - b);
  const [worst, best] = [order[0], order.at(-1)];
  if (worst === undefined || best === undefined) return '';
  const shown = (k: number): string => `${names[k]} (${percentText(diagonal[k] as number)})`;
  return `Lowest recall: ${shown(worst)}, highest: ${shown(best)}.`;
}

function mistakes(shares: readonly (readonly number[])[], names: readonly string[]): string {
  const all = shares
    .flatMap((row, k) => row.map((share, j) => ({ share, k, j })))
    .filter(({ share, k, j }) => k !== j && share > 0);
  const most = all.sort((a, b) => b.share - a.share || a.k - b.k || a.j - b.j).slice(0, 3);
  if (most.length === 0) return 'No mistakes.';
  return `Most common mistakes: ${most.map(({ share, k, j }) => `${names[k]} as ${names[j]} (${percentText(share)})`).join(', ')}.`;
}

/** Classes of the same name would share a row, so repeated names get their number. */
function distinct(names: readonly string[]): readonly string[] {
  return names.map((name, k) => (names.indexOf(name) === k ? name : `${name} (${k})`));
}
