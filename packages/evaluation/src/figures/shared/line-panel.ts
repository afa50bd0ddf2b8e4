import { INK, type SeriesStyle } from '../drawing/colors';
import { textWidth } from '../drawing/font';
import { FIGURE_WIDTH, textSizes } from '../drawing/theme';
import type { Chart } from '../drawing/to-svg';
import { dodge } from './dodge';
import { spreadEnds, toPercent } from './numbers';
import { powersIn, type Range } from './ranges';

export interface LinePoint {
  readonly x: number;
  readonly y: number;
  /** Ends of the band, if there is a spread. */
  readonly low?: number;
  readonly high?: number;
}

export interface Line {
  readonly label: string;
  readonly style: SeriesStyle;
  readonly points: readonly LinePoint[];
  /** Thin and without a name, as context for the others. */
  readonly faint?: boolean;
}

export interface Axis {
  readonly title?: string;
  readonly range: Range;
  readonly scale?: 'linear' | 'log';
  /** Positions of the labels. */
  readonly values?: readonly number[];
}

/** A marked position: a vertical line across the panel with text at its top. */
export interface Mark {
  readonly x: number;
  readonly text: string;
}

export interface LinePanel {
  readonly title?: string;
  readonly height: number;
  /** The same for all panels of a figure, so that they line up. */
  readonly width: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
  readonly marks?: readonly Mark[];
}

const LABEL = { size: textSizes.label };
/** Distances from the plot's edge to the start and end of a line's sample, and to its name. */
const SAMPLE = [10, 34] as const;
const NAME = 40;
/** Longer names are truncated. */
const NAME_LIMIT = 260;
/** Room for title, labels and ticks of the vertical axis; the same in all panels, so that their plots line up. */
const LEFT = 78;
const MARK_ROW = 15;
/** Lines with more points have no symbols. */
const MOST_SYMBOLS = 25;

/** Width that is left for the plots of a figure next to the names of its lines. */
export function plotWidth(lines: readonly Line[], left = LEFT): number {
  const names = lines
    .filter(({ faint }) => faint !== true)
    .map(({ label }) => Math.min(NAME_LIMIT, textWidth(label, LABEL)));
  return Math.max(200, Math.floor(FIGURE_WIDTH - 8 - left - NAME - Math.max(0, ...names)));
}

/** An accuracy and its spread, both fractions, as a point in percent. */
export function accuracyPoint(x: number, { accuracy, spread }: { accuracy: number; spread?: number }): LinePoint {
  const ends = spreadEnds(accuracy, spread);
  return { x, y: toPercent(accuracy), ...(ends === undefined ? {} : { low: ends[0], high: ends[1] }) };
}

/** Lines with bands and symbols. Their names are on the right, each at the height where its line ends. */
export function linePanel({ title, height, width, x, y, lines, marks = [] }: LinePanel): Chart {
  const named = lines.filter(({ faint }) => faint !== true);
  const ends = named.map(({ points }) => height - placeOf(points.at(-1)?.y ?? y.range[0], y) * height);
  const names = dodge(ends, 15, height);
  return {
    ...(title === undefined ? {} : { title }),
    width,
    height,
    encoding: { x: channel('x', x), y: channel('y', y) },
    layer: [
      ...marks.flatMap((mark, i) => markLayers(mark, i, x, width)),
      ...lines.flatMap((line) => lineLayers(line)),
      ...named.flatMap((line, i) => nameLayers(line, width, names[i] as number)),
    ],
  };
}

/** Fraction of an axis below a value. */
export function placeOf(value: number, { range: [low, high], scale }: Axis): number {
  const f = scale === 'log' ? Math.log : (number: number): number => number;
  return (f(value) - f(low)) / (f(high) - f(low));
}

function channel(field: 'x' | 'y', { title, range, scale = 'linear', values }: Axis): Chart {
  const labels = values ?? (scale === 'log' ? powersIn(range) : undefined);
  const axis = {
    ...(field === 'y' ? { minExtent: 42 } : {}),
    // Vega drops labels on its own if there are more than its tick count.
    ...(labels === undefined
      ? { tickCount: 5 }
      : { values: labels, tickCount: labels.length, labelOverlap: false, format: scale === 'log' ? ',~g' : ',~f' }),
  };
  return {
    field,
    type: 'quantitative',
    title: title ?? null,
    axis,
    scale: { domain: range, type: scale, nice: false, zero: false },
  };
}

function lineLayers({ style, points, faint = false }: Line): readonly Chart[] {
  const data = { values: points };
  if (faint) return [{ data, mark: { type: 'line', color: INK, opacity: 0.35, strokeWidth: 1 } }];
  const { color, shape } = style;
  const band = { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } };
  return [
    ...(points.some(({ low }) => low !== undefined)
      ? [{ data, mark: { type: 'area', color: color, opacity: 0.2 }, encoding: band }]
      : []),
    { data, mark: { type: 'line', ...stroke(style) } },
    ...(points.length > MOST_SYMBOLS ? [] : [{ data, mark: { type: 'point', ...symbol(color, shape) } }]),
  ];
}

/** The names are next to the plot, so their positions are pixels, not values on the axes. */
function nameLayers({ label, style, points }: Line, width: number, y: number): readonly Chart[] {
  const { color, shape } = style;
  const at = (x: number): Chart => ({ x: { value: width + x }, y: { value: y } });
  const [start, end] = SAMPLE;
  const data = { values: [{}] };
  return [
    { data, mark: { type: 'rule', ...stroke(style) }, encoding: { ...at(start), x2: { value: width + end } } },
    ...(points.length > MOST_SYMBOLS
      ? []
      : [{ data, mark: { type: 'point', ...symbol(color, shape) }, encoding: at((start + end) / 2) }]),
    {
      data,
      mark: { type: 'text', text: label, align: 'left', baseline: 'middle', limit: NAME_LIMIT },
      encoding: at(NAME),
    },
  ];
}

const stroke = ({ color, dash }: SeriesStyle): Chart => ({
  color: color,
  strokeWidth: 2,
  ...(dash.length === 0 ? {} : { strokeDash: dash }),
});

const symbol = (color: string, shape: string): Chart => ({ shape, size: 40, filled: true, color: color, opacity: 1 });

/** The texts are above the plot, one row each, centered over their lines unless they would leave the figure. */
function markLayers({ x, text }: Mark, row: number, axis: Axis, width: number): readonly Chart[] {
  const own = textWidth(text, LABEL);
  const start = Math.max(0, Math.min(placeOf(x, axis) * width - own / 2, FIGURE_WIDTH - 8 - LEFT - own));
  return [
    { data: { values: [{ x }] }, mark: { type: 'rule', strokeDash: [3, 3], opacity: 0.7 }, encoding: { y: null } },
    {
      data: { values: [{}] },
      mark: { type: 'text', text, align: 'left', baseline: 'bottom' },
      encoding: { x: { value: start }, y: { value: -4 - MARK_ROW * row } },
    },
  ];
}
