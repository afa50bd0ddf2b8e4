import { INK, type SeriesStyle } from '../drawing/colours';
import { textWidth } from '../drawing/font';
import { FIGURE_WIDTH, textSizes } from '../drawing/theme';
import type { Chart } from '../drawing/to-svg';
import { dodge } from './dodge';
import { powersIn, type Range } from './ranges';

export interface LinePoint {
  readonly x: number;
  readonly y: number;
  /** Ends of the band, where there is a spread. */
  readonly low?: number;
  readonly high?: number;
}

export interface Line {
  readonly label: string;
  readonly style: SeriesStyle;
  readonly points: readonly LinePoint[];
  /** Thin, and without a name: context for the others. */
  readonly faint?: boolean;
}

export interface Axis {
  readonly title?: string;
  readonly range: Range;
  readonly scale?: 'linear' | 'log';
  /** Places of the labels. */
  readonly values?: readonly number[];
}

/** A place to be pointed at: a line across the panel with words at its top. */
export interface Mark {
  readonly x: number;
  readonly text: string;
}

export interface LinePanel {
  readonly title?: string;
  readonly height: number;
  /** Of all panels of a figure, so that they stand below each other. */
  readonly width: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
  readonly marks?: readonly Mark[];
}

const LABEL = { size: textSizes.label };
/** From the plot's edge to a name's symbol, and on to the name. */
const SYMBOL = 14;
const NAME = 24;
/** Title, labels and ticks of the upright axis. */
const LEFT = 74;

/** Width that is left for the plots of a figure beside the names of its lines. */
export function plotWidth(lines: readonly Line[], left = LEFT): number {
  const names = lines.filter(({ faint }) => faint !== true).map(({ label }) => textWidth(label, LABEL));
  return Math.max(200, Math.floor(FIGURE_WIDTH - 8 - left - NAME - Math.max(0, ...names)));
}

/** Lines with bands, symbols and their names at the right, each at the height where its line ends. */
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
      ...marks.flatMap((mark, i) => markLayers(mark, i)),
      ...lines.flatMap((line) => lineLayers(line)),
      ...named.flatMap(({ label, style }, i) => nameLayers(label, style, width, names[i] as number)),
    ],
  };
}

/** Share of an axis below a value. */
export function placeOf(value: number, { range: [low, high], scale }: Axis): number {
  const f = scale === 'log' ? Math.log : (number: number): number => number;
  return (f(value) - f(low)) / (f(high) - f(low));
}

function channel(field: 'x' | 'y', { title, range, scale = 'linear', values }: Axis): Chart {
  const labels = values ?? (scale === 'log' ? powersIn(range) : undefined);
  const axis = {
    tickCount: 5,
    ...(labels === undefined ? {} : { values: labels }),
    ...(scale === 'log' && values === undefined ? { format: '~g' } : {}),
  };
  return {
    field,
    type: 'quantitative',
    title: title ?? null,
    axis,
    scale: { domain: range, type: scale, nice: false, zero: false },
  };
}

function lineLayers({ style: { colour, dash, shape }, points, faint = false }: Line): readonly Chart[] {
  const data = { values: points };
  if (faint) return [{ data, mark: { type: 'line', color: INK, opacity: 0.35, strokeWidth: 1 } }];
  const band = points.some(({ low, high }) => low !== undefined && high !== undefined);
  return [
    ...(band
      ? [
          {
            data,
            mark: { type: 'area', color: colour, opacity: 0.2 },
            encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
          },
        ]
      : []),
    { data, mark: { type: 'line', color: colour, strokeWidth: 2, ...(dash.length === 0 ? {} : { strokeDash: dash }) } },
    ...(points.length <= 25 ? [{ data, mark: { type: 'point', ...symbol(colour, shape) } }] : []),
  ];
}

/** Pixels, not numbers on the axes: the names stand beside the plot. */
function nameLayers(label: string, { colour, shape }: SeriesStyle, width: number, y: number): readonly Chart[] {
  const at = (x: number): Chart => ({ x: { value: x }, y: { value: y } });
  const data = { values: [{}] };
  return [
    { data, mark: { type: 'point', ...symbol(colour, shape) }, encoding: at(width + SYMBOL) },
    { data, mark: { type: 'text', text: label, align: 'left', baseline: 'middle' }, encoding: at(width + NAME) },
  ];
}

const symbol = (colour: string, shape: string): Chart => ({ shape, size: 40, filled: true, color: colour, opacity: 1 });

/** Words go to the left of their line, one row each, so that they stay inside and apart. */
function markLayers({ x, text }: Mark, row: number): readonly Chart[] {
  const data = { values: [{ x }] };
  return [
    { data, mark: { type: 'rule', strokeDash: [3, 3], opacity: 0.7 }, encoding: { y: null } },
    {
      data,
      mark: { type: 'text', text, align: 'right', baseline: 'top', dx: -5, dy: 14 * row, fontSize: 11 },
      encoding: { y: { value: 3 } },
    },
  ];
}
