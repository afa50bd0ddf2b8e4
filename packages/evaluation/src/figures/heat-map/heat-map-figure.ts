import { canonicalJson } from '@noprop/store';
import { drawFigure } from '../drawing/draw-figure';
import type { Figure } from '../figure';
import { accuracyRow, type FigureGroup } from '../shared/groups';
import { type Cell, heatChart } from '../shared/heat-chart';
import { isDrawable, percentText, toPercent } from '../shared/numbers';
import { rangeOf } from '../shared/ranges';

export interface HeatMapAxes {
  /** Keys of a group's point, e.g. `optimizer.with.learningRate`. */
  readonly x: string;
  readonly y: string;
}

export interface HeatMapOptions {
  readonly id?: string;
  /** What all groups have in common, if a page has several maps. */
  readonly of?: string;
}

/**
 * Mean test accuracy of a sweep over two of its axes.
 *
 * @throws Error if two groups would share a cell: they differ in more than the two axes, and each needs its own map
 */
export async function heatMapFigure(
  groups: readonly FigureGroup[],
  { x, y }: HeatMapAxes,
  { id = 'heat-map', of }: HeatMapOptions = {},
): Promise<Figure> {
  const placed = groups.filter(({ point }) => point[x] !== undefined && point[y] !== undefined);
  const [xs, ys] = [x, y].map((axis) => valuesOf(placed, axis)) as [AxisValue[], AxisValue[]];
  const found = ys.flatMap((row) =>
    xs.map((column) => {
      const own = placed.filter(({ point }) => keyOf(point[x]) === column.key && keyOf(point[y]) === row.key);
      if (own.length > 1)
        throw new Error(`internal: ${own.length} groups share the cell ${x} ${column.name}, ${y} ${row.name}.`);
      const accuracy = own.map((group) => accuracyRow(group)?.accuracy).find(isDrawable);
      return { x: column.name, y: row.name, groups: own.length, ...(accuracy === undefined ? {} : { accuracy }) };
    }),
  );
  const cells = found.map(({ accuracy, groups: count, ...cell }): Cell => {
    if (accuracy === undefined) return { ...cell, text: count === 0 ? '' : 'none' };
    return { ...cell, value: toPercent(accuracy), text: toPercent(accuracy).toFixed(2) };
  });
  const text = {
    id,
    title: `Test accuracy over ${x} and ${y}${of === undefined ? '' : ` of ${of}`}`,
    caption: 'Mean test accuracy (%) over seeds and inference runs. "none": no completed trial.',
    description: found
      .flatMap((cell) =>
        cell.accuracy === undefined ? [] : [`${x} ${cell.x}, ${y} ${cell.y}: ${percentText(cell.accuracy)}.`],
      )
      .join(' '),
  };
  const range = rangeOf(cells.map(({ value }) => value ?? Number.NaN));
  const chart =
    range === undefined
      ? undefined
      : heatChart({
          cells,
          xs: xs.map(({ name }) => name),
          ys: ys.map(({ name }) => name),
          xTitle: x,
          yTitle: y,
          legend: 'accuracy (%)',
          scale: { domain: widened(range), type: 'linear' },
        });
  return drawFigure(text, { x, y, cells: found }, chart);
}

interface AxisValue {
  readonly key: string;
  readonly name: string;
}

/** Values of an axis: numbers sorted by size, anything else in sweep order. */
function valuesOf(groups: readonly FigureGroup[], axis: string): readonly AxisValue[] {
  const values = groups.map(({ point }) => point[axis]);
  const numbers = values.every((value) => typeof value === 'number');
  const sorted = numbers ? [...(values as number[])].sort((a, b) => a - b) : values;
  const unique = [...new Map(sorted.map((value) => [keyOf(value), value]))];
  const names = unique.map(([, value]) => nameOf(value));
  const plain = new Set(names).size === names.length;
  // Names collide for components of the same name from two vendors, or for 1 and "1"; keys do not.
  return unique.map(([key], i) => ({ key, name: plain ? (names[i] as string) : key }));
}

const keyOf = (value: unknown): string => canonicalJson(value ?? null);

/** Components by name and options, anything else as text. */
function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { uses, with: options = {} } = value as { readonly uses?: unknown; readonly with?: object };
  if (typeof uses !== 'string') return JSON.stringify(value);
  const name = uses.split('/').at(-1) as string;
  return [name, ...Object.entries(options).map(([key, option]) => `${key}=${nameOf(option)}`)].join(' ');
}

/** A single value needs a range of colors, too. */
const widened = ([low, high]: readonly [number, number]): readonly [number, number] =>
  low === high ? [low - 1, high + 1] : [low, high];
