import { faint, INK } from '../drawing/colors';
import { textWidth } from '../drawing/font';
import { FIGURE_WIDTH, textSizes } from '../drawing/theme';
import type { Chart } from '../drawing/to-svg';

/** One cell; a cell without a value shows only its text. */
export interface Cell {
  readonly x: string;
  readonly y: string;
  readonly value?: number;
  readonly text: string;
}

export interface HeatChart {
  readonly cells: readonly Cell[];
  readonly xTitle: string;
  readonly yTitle: string;
  /** In axis order. */
  readonly xs: readonly string[];
  readonly ys: readonly string[];
  readonly legend: string;
  readonly scale: {
    readonly domain: readonly [number, number];
    readonly type: 'linear' | 'sqrt';
    /** Numbers in the legend. */
    readonly ticks?: readonly number[];
  };
  readonly square?: boolean;
  /** Label only every n-th row and column. */
  readonly every?: number;
}

/**
 * A table of colored cells with their values in them. The colors are cividis, whose lightness rises evenly for every
 * kind of color vision (Nunez, Anderton and Renslow 2018). A value is black or white, whichever contrasts more.
 */
export function heatChart(chart: HeatChart): Chart {
  const { cells, xs, ys, square = false, every = 1 } = chart;
  const left = 40 + Math.min(260, Math.max(...ys.map((label) => textWidth(label, { size: textSizes.label }))));
  const room = FIGURE_WIDTH - 8 - left - LEGEND;
  const width = Math.min(Math.floor(room / xs.length), square ? 46 : 110);
  const height = square ? width : 34;
  const size = labelSize(cells, width);
  // Vertical labels where horizontal ones would overlap.
  const flat = xs.every((label) => textWidth(label, { size: textSizes.label }) <= width * every - 4);
  const labels = (title: string, all: readonly string[]): Chart => ({
    title,
    grid: false,
    ticks: false,
    domain: false,
    ...(every === 1 ? {} : { values: all.filter((_, i) => i % every === 0) }),
  });
  const position = {
    x: {
      field: 'x',
      type: 'nominal',
      sort: xs,
      scale: { domain: xs, paddingInner: 0, paddingOuter: 0 },
      axis: { ...labels(chart.xTitle, xs), labelAngle: flat ? 0 : -90 },
    },
    y: {
      field: 'y',
      type: 'nominal',
      sort: ys,
      scale: { domain: ys, paddingInner: 0, paddingOuter: 0 },
      axis: labels(chart.yTitle, ys),
    },
  };
  const filled = cells.filter(({ value }) => value !== undefined);
  const gap = width > 12 ? 1 : 0;
  return {
    width: width * xs.length,
    height: height * ys.length,
    view: { stroke: INK, strokeOpacity: faint.axis },
    encoding: position,
    layer: [
      {
        data: { values: filled },
        mark: {
          type: 'rect',
          width: width - gap,
          height: height - gap,
          ...(gap === 0 ? {} : { stroke: INK, strokeWidth: 0.5 }),
        },
        encoding: { color: color(chart) },
      },
      ...(size === undefined
        ? []
        : [
            {
              data: { values: filled.filter(({ text }) => text !== '') },
              mark: { type: 'text', fontSize: size, color: { expr: CONTRAST } },
              encoding: { text: { field: 'text', type: 'nominal' } },
            },
          ]),
      {
        data: { values: cells.filter(({ value, text }) => value === undefined && text !== '') },
        mark: { type: 'text', fontSize: size ?? textSizes.label },
        encoding: { text: { field: 'text', type: 'nominal' } },
      },
    ],
  };
}

/** Room for the legend on the right. */
const LEGEND = 84;

/** Black contrasts more on colors with a luminance over 0.179, where black and white both have 4.58:1. */
const CONTRAST = "luminance(scale('color', datum.value)) > 0.179 ? '#000000' : '#ffffff'";

function color({ legend, scale: { domain, type, ticks } }: HeatChart): Chart {
  return {
    field: 'value',
    type: 'quantitative',
    // Without its darkest colors, which are lost on a dark background.
    scale: { scheme: { name: 'cividis', extent: [0.3, 1] }, domain, type },
    legend: {
      title: legend,
      orient: 'right',
      gradientLength: 120,
      ...(ticks === undefined ? { tickCount: 4 } : { values: ticks, labelOverlap: false }),
      gradientStrokeColor: INK,
    },
  };
}

/** The largest font size at which all texts fit; undefined if there is none. */
function labelSize(cells: readonly Cell[], width: number): number | undefined {
  return [12, 11, 10, 9].find((size) => cells.every(({ text }) => textWidth(text, { size }) <= width - 4));
}
