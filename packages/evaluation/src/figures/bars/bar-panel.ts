import { FIGURE_WIDTH } from '../drawing/theme';
import type { Chart } from '../drawing/to-svg';
import type { KeyEntry } from '../shared/key-chart';
import { drawnPair, numbersIn, paperLayers } from '../shared/paper-marks';
import { percentRange, type Range, rangeOf } from '../shared/ranges';
import type { Bar } from './bars-figure';

export interface BarPanel {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly styles: readonly KeyEntry[];
  readonly categories: readonly string[];
  /** Whether to leave room for the paper's mark next to each bar. */
  readonly hasPaper: boolean;
}

/** The bars of one panel, with their values on top. */
export function barPanel({ title, bars, styles, categories, hasPaper }: BarPanel): Chart {
  const values = bars.map((bar) => {
    const { category, series } = bar;
    const drawn = drawnPair(bar);
    const top = drawn.high ?? drawn.value;
    return { category, series, ...drawn, top, label: drawn.value.toFixed(2), ...slotsOf(styles, series) };
  });
  const domain = barRange(rangeOf(values.flatMap(numbersIn)) as Range);
  const slots = styles.flatMap(({ name }) => {
    const { slot, paperSlot } = slotsOf(styles, name);
    return hasPaper ? [slot, paperSlot] : [slot];
  });
  const offset = (field: string): Chart => ({
    xOffset: { field, type: 'nominal', scale: { domain: slots, paddingInner: 0.05, paddingOuter: 0.1 } },
  });
  const y = (field: string): Chart => ({ field, type: 'quantitative' });
  return {
    title,
    width: FIGURE_WIDTH - 84,
    height: 190,
    data: { values: values.map((value) => ({ ...value, base: domain[0] })) },
    encoding: {
      x: {
        field: 'category',
        type: 'nominal',
        scale: { domain: categories, paddingInner: 0.2, paddingOuter: 0.1 },
        axis: { title: null, labelAngle: 0, ticks: false, labelPadding: 6 },
      },
      y: {
        type: 'quantitative',
        scale: { domain, nice: false, zero: false },
        axis: { title: axisTitle(domain), tickCount: 5, minExtent: 40 },
      },
    },
    layer: [
      {
        mark: { type: 'bar' },
        encoding: { ...offset('slot'), y: y('value'), y2: { field: 'base' }, color: colors(styles) },
      },
      {
        transform: [{ filter: 'isValid(datum.low)' }],
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: { ...offset('slot'), y: y('low'), y2: { field: 'high' } },
      },
      {
        mark: { type: 'text', baseline: 'bottom', dy: -3 },
        encoding: { ...offset('slot'), y: y('top'), text: { field: 'label', type: 'nominal' } },
      },
      ...paperLayers('y', offset('paperSlot')),
    ],
  };
}

function slotsOf(styles: readonly KeyEntry[], series: string): { readonly slot: string; readonly paperSlot: string } {
  const i = styles.findIndex(({ name }) => name === series);
  return { slot: `${i}`, paperSlot: `${i} paper` };
}

function colors(styles: readonly KeyEntry[]): Chart {
  const scale = { domain: styles.map(({ name }) => name), range: styles.map(({ color }) => color) };
  return { field: 'series', type: 'nominal', scale, legend: null };
}

/** Starts at zero, or just below the smallest value if all values are so close that no difference would be visible. */
function barRange([low, high]: Range): Range {
  if (low < 0.8 * high) return percentRange([0, high]);
  return percentRange([low - 0.1 * (high - low), high]);
}

const axisTitle = ([low]: Range): string => `test accuracy (%)${low > 0 ? ` from ${low}` : ''}`;
