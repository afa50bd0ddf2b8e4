import { seriesStyle } from '../drawing/colors';
import { drawFigure } from '../drawing/draw-figure';
import type { Chart } from '../drawing/to-svg';
import type { Figure } from '../figure';
import { distinguished, fullName, type Labelled } from '../shared/distinguished';
import { type FigureGroup, panelsOf, runsOf } from '../shared/groups';
import { byDataset } from '../shared/labels';
import { accuracyPoint, type Line, linePanel, plotWidth } from '../shared/line-panel';
import { percentText, secondsText } from '../shared/numbers';
import { niceRange, percentRange, powerRange, type Range, rangeOf } from '../shared/ranges';
import { type Curve, curveOf } from './curve';

/** Where the paper's curve of a method ends, read off its Figure 3. */
export interface PaperEnd {
  readonly dataset: string;
  /** Text at the mark, e.g. `NoProp-CT, NoProp-FM (100 epochs)`. */
  readonly label: string;
  readonly seconds: number;
}

/**
 * Test accuracy against cumulative training time, with one panel per dataset, and one line per method or, in a sweep's
 * matrix, per method and point.
 *
 * @paper fig:3
 * @param groups trials that were evaluated during training; several seeds are drawn as mean and one standard deviation
 * @param paperEnds shown as marks in the panels of their datasets
 */
export function overTimeFigure(
  groups: readonly FigureGroup[],
  paperEnds: readonly PaperEnd[] = [],
  id = 'figure-3',
): Promise<Figure> {
  const curves = distinguished(groups, (group) => curveOf(runsOf(group)));
  const panels = panelsOf(curves, ({ dataset }) => dataset, byDataset);
  const labels = [...new Set(curves.map(({ label }) => label))];
  const lineOf = ({ label, points }: Labelled<Curve>): Line => ({
    label,
    style: seriesStyle(labels.indexOf(label)),
    points: points.map(({ seconds, ...rest }) => accuracyPoint(seconds, rest)),
  });
  const width = plotWidth(curves.map(lineOf));
  const text = {
    id,
    title: 'Test accuracy against training time',
    caption: `Test accuracy after each epoch against cumulative training time, without evaluations. The band is one standard deviation over seeds.${
      paperEnds.length === 0 ? '' : ' Dotted: where the curves of the paper end, on its GPU.'
    }`,
    description: curves.map(describe).join(' '),
  };
  const charts = panels.map(([dataset, own]) =>
    panel(
      dataset,
      own.map(lineOf),
      paperEnds.filter((end) => end.dataset === dataset),
      width,
    ),
  );
  return drawFigure(text, { curves, paperEnds }, charts.length === 0 ? undefined : { vconcat: charts });
}

function panel(dataset: string, lines: readonly Line[], ends: readonly PaperEnd[], width: number): Chart {
  const points = lines.flatMap((line) => line.points);
  const seconds = [...points.map(({ x }) => x), ...ends.map((end) => end.seconds)];
  const [, last] = rangeOf(seconds) as Range;
  // If machines differ by orders of magnitude, only a log scale shows both.
  const log = ends.length > 0 && last > 10 * Math.max(...points.map(({ x }) => x)) && Math.min(...seconds) > 0;
  const heights = points.flatMap(({ y, low = y, high = y }) => [y, low, high]);
  return linePanel({
    title: dataset,
    height: 210,
    width,
    x: {
      title: 'training time (s)',
      range: log ? powerRange(rangeOf(seconds) as Range) : niceRange([0, last]),
      scale: log ? 'log' : 'linear',
    },
    y: { title: 'test accuracy (%)', range: percentRange(rangeOf(heights) as Range) },
    lines,
    marks: ends.map((end) => ({ x: end.seconds, text: `paper: ${end.label}, ${secondsText(end.seconds)}` })),
  });
}

function describe(curve: Labelled<Curve>): string {
  const last = curve.points.at(-1);
  if (last === undefined) return '';
  return `${curve.dataset}, ${fullName(curve)}: ${percentText(last.accuracy, last.spread)} after ${secondsText(last.seconds)} (${last.epoch} ${last.epoch === 1 ? 'epoch' : 'epochs'}).`;
}
