import { palette } from '../drawing/colors';
import { drawFigure, type FigureText } from '../drawing/draw-figure';
import type { Figure } from '../figure';
import { panelsOf } from '../shared/groups';
import { keyChart } from '../shared/key-chart';
import { byDataset } from '../shared/labels';
import { percentText } from '../shared/numbers';
import { type AccuracyPair, sources } from '../shared/paper-marks';
import { barPanel } from './bar-panel';

/** One bar; accuracies are fractions. */
export interface Bar extends AccuracyPair {
  readonly dataset: string;
  /** Title of its panel; the dataset by default. */
  readonly panel?: string;
  /** The cluster of bars that it belongs to. */
  readonly category: string;
  /** What distinguishes it from the others of its cluster. */
  readonly series: string;
}

/** Clusters of bars with their spread, each with the paper's value to its right, in one panel per title. */
export function barsFigure(text: Omit<FigureText, 'description'>, all: readonly Bar[]): Promise<Figure> {
  const bars = all.filter(({ accuracy }) => Number.isFinite(accuracy));
  const series = [...new Set(bars.map((bar) => bar.series))];
  const styles = series.map((name, i) => ({ name, color: COLORS[i % COLORS.length] as string, shape: 'square' }));
  const categories = [...new Set(bars.map(({ category }) => category))];
  const hasPaper = bars.some(({ paper }) => paper !== undefined);
  const panels = panelsOf(
    [...bars].sort((a, b) => byDataset(a.dataset, b.dataset)),
    panelOf,
  );
  const charts = [
    keyChart([...styles, ...(hasPaper ? [{ ...sources.paper, hollow: true }] : [])]),
    ...panels.map(([title, own]) => barPanel({ title, bars: own, styles, categories, hasPaper })),
  ];
  const described = { ...text, description: bars.map(describe).join(' ') };
  return drawFigure(described, { bars }, bars.length === 0 ? undefined : { spacing: 14, vconcat: charts });
}

/** Without the color of the paper's marks. */
const COLORS = [palette.blue, palette.green, palette.purple] as const;

const panelOf = ({ panel, dataset }: Bar): string => panel ?? dataset;

function describe(bar: Bar): string {
  const { category, series, accuracy, spread, paper, paperSpread } = bar;
  const reference = paper === undefined ? '' : `, paper ${percentText(paper, paperSpread)}`;
  return `${panelOf(bar)}, ${category}, ${series}: ${percentText(accuracy, spread)}${reference}.`;
}
