import { palette } from '../drawing/colours';
import { drawFigure, type FigureText } from '../drawing/draw-figure';
import { textWidth } from '../drawing/font';
import { FIGURE_WIDTH, textSizes } from '../drawing/theme';
import type { Chart } from '../drawing/to-svg';
import type { Figure } from '../figure';
import { panelsOf } from '../shared/groups';
import { byDataset } from '../shared/labels';
import { isDrawable, percentText, toPercent } from '../shared/numbers';
import { keyLayers, paperLayers, sources } from '../shared/paper-marks';
import { percentRange, type Range, rangeOf } from '../shared/ranges';

/** One bar; fractions. */
export interface Bar {
  readonly dataset: string;
  /** The cluster of bars that it stands in. */
  readonly category: string;
  /** What tells it from the others of its cluster. */
  readonly series: string;
  readonly accuracy: number;
  readonly spread?: number;
  readonly paper?: number;
  readonly paperSpread?: number;
}

/** Clusters of bars with their spread, and the paper's values beside them, a panel a dataset. */
export function barsFigure(text: Omit<FigureText, 'description'>, bars: readonly Bar[]): Promise<Figure> {
  const drawable = bars.filter(({ accuracy }) => Number.isFinite(accuracy));
  const panels = panelsOf(drawable, ({ dataset }) => dataset, byDataset);
  const series = [...new Set(drawable.map((bar) => bar.series))];
  const categories = [...new Set(drawable.map((bar) => bar.category))];
  const hasPaper = drawable.some(({ paper }) => paper !== undefined);
  const key = keyLayers(
    [
      ...(series.length > 1
        ? series.map((name, i) => ({ name, colour: COLOURS[i % COLOURS.length] as string, shape: 'square' }))
        : []),
      ...(hasPaper ? [{ ...sources.paper, hollow: true }] : []),
    ],
    (name) => textWidth(name, { size: textSizes.label }),
  );
  const described = { ...text, description: drawable.map(describe).join(' ') };
  const charts = [
    ...(series.length > 1 || hasPaper ? [key] : []),
    ...panels.map(([dataset, own]) => panel(dataset, own, series, categories)),
  ];
  return drawFigure(described, { bars }, drawable.length === 0 ? undefined : { spacing: 14, vconcat: charts });
}

/** Not the colour of the paper's marks. */
const COLOURS = [palette.blue, palette.green, palette.purple] as const;

function panel(title: string, bars: readonly Bar[], series: readonly string[], categories: readonly string[]): Chart {
  const values = bars.map(drawn);
  const range = rangeOf(
    values.flatMap(({ value, low = value, high = value, paper = value, paperLow = paper, paperHigh = paper }) => [
      low,
      high,
      paper,
      paperLow,
      paperHigh,
    ]),
  ) as Range;
  const domain = axisOf(range);
  const cut = domain[0] > 0;
  const y = (field: string): Chart => ({ field, type: 'quantitative' });
  const middle = {
    xOffset: { field: 'series', type: 'nominal', scale: { domain: series, paddingInner: 0.15, paddingOuter: 0.1 } },
  };
  const beside = { xOffset: middle.xOffset };
  return {
    title,
    width: FIGURE_WIDTH - 84,
    height: 190,
    data: { values: values.map((value) => ({ ...value, base: domain[0] })) },
    encoding: {
      x: {
        field: 'category',
        type: 'nominal',
        scale: { domain: categories, paddingInner: 0.25, paddingOuter: 0.12 },
        axis: { title: null, labelAngle: 0, ticks: false },
      },
      y: {
        type: 'quantitative',
        scale: { domain, nice: false, zero: false },
        axis: { title: cut ? `test accuracy (%), axis begins at ${domain[0]}` : 'test accuracy (%)', tickCount: 5 },
      },
    },
    layer: [
      {
        mark: { type: 'bar' },
        encoding: {
          ...middle,
          y: y('value'),
          y2: { field: 'base' },
          color: {
            field: 'series',
            type: 'nominal',
            scale: { domain: series, range: COLOURS.slice(0, Math.max(1, series.length)) },
            legend: null,
          },
        },
      },
      {
        transform: [{ filter: 'isValid(datum.low)' }],
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { ...middle, y: y('low'), y2: { field: 'high' } },
      },
      {
        mark: { type: 'text', baseline: 'bottom', dy: -4 },
        encoding: { ...middle, y: y('top'), text: { field: 'label', type: 'nominal' } },
      },
      ...paperLayers('y', beside),
    ],
  };
}

/** From zero; only where all values lie so near each other that nothing could be seen, from just below the least. */
function axisOf(range: Range): Range {
  const [low, high] = percentRange([range[0], range[1] + (range[1] - range[0]) * 0.25]);
  if (range[0] < 0.8 * range[1]) return [0, percentRange([0, range[1] * 1.08])[1]];
  return [low, high];
}

/** In per cent, with the ends of the spreads; `top` is where the number goes. */
function drawn({ category, series, accuracy, spread, paper, paperSpread }: Bar) {
  const value = toPercent(accuracy);
  const high = isDrawable(spread) ? value + toPercent(spread) : value;
  const paperHigh = paper === undefined ? value : toPercent(paper + (paperSpread ?? 0));
  return {
    category,
    series,
    value,
    top: Math.max(high, paperHigh),
    label: value.toFixed(2),
    ...(isDrawable(spread) ? { low: value - toPercent(spread), high } : {}),
    ...(paper === undefined ? {} : { paper: toPercent(paper) }),
    ...(paper === undefined || paperSpread === undefined
      ? {}
      : { paperLow: toPercent(paper - paperSpread), paperHigh }),
  };
}

function describe({ dataset, category, series, accuracy, spread, paper, paperSpread }: Bar): string {
  const beside = paper === undefined ? '' : `, paper ${percentText(paper, paperSpread)}`;
  return `${dataset}, ${category}, ${series}: ${percentText(accuracy, spread)}${beside}.`;
}
