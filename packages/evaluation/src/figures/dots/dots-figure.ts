import { drawFigure } from '../drawing/draw-figure';
import { textWidth } from '../drawing/font';
import { FIGURE_WIDTH, textSizes } from '../drawing/theme';
import type { Chart } from '../drawing/to-svg';
import type { Figure } from '../figure';
import { type AccuracyRow, accuracyRow, type FigureGroup, panelsOf } from '../shared/groups';
import { byDataset } from '../shared/labels';
import { percentText, toPercent } from '../shared/numbers';
import { keyLayers, paperLayers, sources } from '../shared/paper-marks';
import { percentRange, type Range, rangeOf } from '../shared/ranges';

/**
 * Test accuracy of each method with its spread, beside the paper's, a panel a dataset: Table 1 at a glance.
 *
 * @paper tab:1
 */
export function dotsFigure(groups: readonly FigureGroup[], id = 'accuracy'): Promise<Figure> {
  const rows = groups.flatMap((group) => accuracyRow(group) ?? []);
  const panels = panelsOf(rows, ({ dataset }) => dataset, byDataset);
  const text = {
    id,
    title: 'Test accuracy by method',
    caption:
      'Mean test accuracy over seeds and inference runs with one standard deviation, and the numbers of the paper with theirs. Each dataset has an axis of its own.',
    description: rows.map(describe).join(' '),
  };
  const size = { size: textSizes.label };
  const left = Math.min(260, Math.max(0, ...rows.map(({ method }) => textWidth(method, size))));
  const width = Math.floor(FIGURE_WIDTH - 8 - left - 28);
  const { measured, paper } = sources;
  const key = keyLayers(
    [measured, ...(rows.some((row) => row.paper !== undefined) ? [{ ...paper, hollow: true }] : [])],
    (name) => textWidth(name, size),
  );
  const charts = [key, ...panels.map(([dataset, own]) => panel(dataset, own, width))];
  return drawFigure(text, { rows }, rows.length === 0 ? undefined : { spacing: 14, vconcat: charts });
}

function panel(title: string, rows: readonly AccuracyRow[], width: number): Chart {
  const values = rows.map(drawn);
  const range = rangeOf(
    values.flatMap(({ value, low = value, high = value, paper = value, paperLow = paper, paperHigh = paper }) => [
      low,
      high,
      paper,
      paperLow,
      paperHigh,
    ]),
  );
  const methods = [...new Set(rows.map(({ method }) => method))];
  const { colour } = sources.measured;
  const field = (name: string): Chart => ({ field: name, type: 'quantitative' });
  const y = (offset: number): Chart => ({ y: { field: 'method', type: 'nominal' }, yOffset: { value: offset } });
  return {
    title,
    width,
    height: { step: STEP },
    data: { values },
    encoding: {
      y: {
        field: 'method',
        type: 'nominal',
        scale: { domain: methods, paddingInner: 0, paddingOuter: 0 },
        axis: { title: null, grid: true, ticks: false, domain: false },
      },
      x: {
        type: 'quantitative',
        scale: { domain: percentRange(range as Range), nice: false, zero: false },
        axis: { title: 'test accuracy (%)', tickCount: 6 },
      },
    },
    layer: [
      ...paperLayers('x', y(STEP / 2 + APART)),
      {
        transform: [{ filter: 'isValid(datum.low)' }],
        mark: { type: 'rule', color: colour, strokeWidth: 2 },
        encoding: { ...y(STEP / 2 - APART), x: field('low'), x2: { field: 'high' } },
      },
      {
        mark: { type: 'point', shape: sources.measured.shape, filled: true, size: 60, color: colour, opacity: 1 },
        encoding: { ...y(STEP / 2 - APART), x: field('value') },
      },
    ],
  };
}

/** Height of a row, and how far its two marks stand from its middle. */
const STEP = 26;
const APART = 5;

/** In per cent, with the ends of the spreads. */
function drawn({ method, accuracy, spread, paper, paperSpread }: AccuracyRow) {
  const value = toPercent(accuracy);
  return {
    method,
    value,
    ...(spread === undefined ? {} : { low: value - toPercent(spread), high: value + toPercent(spread) }),
    ...(paper === undefined ? {} : { paper: toPercent(paper) }),
    ...(paper === undefined || paperSpread === undefined
      ? {}
      : { paperLow: toPercent(paper - paperSpread), paperHigh: toPercent(paper + paperSpread) }),
  };
}

function describe({ dataset, method, accuracy, spread, paper, paperSpread }: AccuracyRow): string {
  const beside = paper === undefined ? '' : `, paper ${percentText(paper, paperSpread)}`;
  return `${dataset}, ${method}: ${percentText(accuracy, spread)}${beside}.`;
}
