import { drawFigure } from '../drawing/draw-figure';
import { textWidth } from '../drawing/font';
import { FIGURE_WIDTH, textSizes } from '../drawing/theme';
import type { Chart } from '../drawing/to-svg';
import type { Figure } from '../figure';
import { distinguished, fullName, type Labelled } from '../shared/distinguished';
import { type AccuracyRow, accuracyRow, type FigureGroup, panelsOf } from '../shared/groups';
import { keyChart } from '../shared/key-chart';
import { byDataset } from '../shared/labels';
import { percentText } from '../shared/numbers';
import { drawnPair, numbersIn, paperLayers, sources } from '../shared/paper-marks';
import { percentRange, type Range, rangeOf } from '../shared/ranges';

/**
 * Test accuracy of each method with its spread, next to the paper's, one panel per dataset: Table 1 at a glance.
 *
 * @paper table:1
 */
export function dotsFigure(groups: readonly FigureGroup[], id = 'accuracy'): Promise<Figure> {
  const rows = distinguished(groups, accuracyRow);
  const hasPaper = rows.some(({ paper }) => paper !== undefined);
  const panels = panelsOf(rows, ({ dataset }) => dataset, byDataset);
  const text = {
    id,
    title: 'Test accuracy by method',
    caption: `Test accuracy, mean ± SD over seeds and inference runs${hasPaper ? ', and the values of the paper' : ''}. Each dataset has its own axis.`,
    description: rows.map(describe).join(' '),
  };
  const names = rows.map(({ label }) => textWidth(label, { size: textSizes.label }));
  const width = Math.floor(FIGURE_WIDTH - MARGINS - Math.min(260, Math.max(0, ...names)));
  const key = keyChart([sources.measured, ...(hasPaper ? [{ ...sources.paper, hollow: true }] : [])]);
  const charts = [key, ...panels.map(([dataset, own]) => panel(dataset, own, width))];
  return drawFigure(text, { rows }, rows.length === 0 ? undefined : { spacing: 14, vconcat: charts });
}

/** Room on both sides, which includes half of the last label of the axis. */
const MARGINS = 40;

function panel(title: string, rows: readonly Labelled<AccuracyRow>[], width: number): Chart {
  const values = rows.map((row) => ({ method: row.label, ...drawnPair(row) }));
  const methods = [...new Set(rows.map(({ label }) => label))];
  const accuracies = {
    type: 'quantitative',
    scale: { domain: percentRange(rangeOf(values.flatMap(numbersIn)) as Range), nice: false, zero: false },
    axis: { title: 'test accuracy (%)', tickCount: 6 },
  };
  const rowAxis = { title: null, grid: true, ticks: false, domain: false };
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
        axis: rowAxis,
      },
      x: accuracies,
    },
    layer: [...paperLayers('x', onRow(APART)), ...measuredLayers()],
  };
}

/** Height of a row, and the distance of its two marks from its middle. */
const STEP = 26;
const APART = 5;

const onRow = (offset: number): Chart => ({
  y: { field: 'method', type: 'nominal' },
  yOffset: { value: STEP / 2 + offset },
});

function measuredLayers(): readonly Chart[] {
  const { color, shape } = sources.measured;
  const field = (name: string): Chart => ({ field: name, type: 'quantitative' });
  return [
    {
      transform: [{ filter: 'isValid(datum.low)' }],
      mark: { type: 'rule', color: color, strokeWidth: 2 },
      encoding: { ...onRow(-APART), x: field('low'), x2: { field: 'high' } },
    },
    {
      mark: { type: 'point', shape, filled: true, size: 60, color: color, opacity: 1 },
      encoding: { ...onRow(-APART), x: field('value') },
    },
  ];
}

function describe(row: Labelled<AccuracyRow>): string {
  const { dataset, accuracy, spread, paper, paperSpread } = row;
  const reference = paper === undefined ? '' : `, paper ${percentText(paper, paperSpread)}`;
  return `${dataset}, ${fullName(row)}: ${percentText(accuracy, spread)}${reference}.`;
}
