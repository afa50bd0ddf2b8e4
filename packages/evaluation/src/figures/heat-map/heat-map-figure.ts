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

/** Mean test accuracy of a sweep over two of its axes. Where several groups share a cell, the best of them is shown. */
export function heatMapFigure(groups: readonly FigureGroup[], { x, y }: HeatMapAxes, id = 'heat-map'): Promise<Figure> {
  const placed = groups.filter(({ point }) => point[x] !== undefined && point[y] !== undefined);
  const [xs, ys] = [x, y].map((axis) => valuesOf(placed, axis)) as [string[], string[]];
  const found = ys.flatMap((row) =>
    xs.map((column) => {
      const own = placed.filter(({ point }) => nameOf(point[x]) === column && nameOf(point[y]) === row);
      const accuracies = own.map((group) => accuracyRow(group)?.accuracy).filter(isDrawable);
      const accuracy = accuracies.length === 0 ? undefined : Math.max(...accuracies);
      return { x: column, y: row, groups: own.length, ...(accuracy === undefined ? {} : { accuracy }) };
    }),
  );
  const cells = found.map(({ accuracy, groups: count, ...cell }): Cell => {
    if (accuracy === undefined) return { ...cell, text: count === 0 ? '' : 'none' };
    return { ...cell, value: toPercent(accuracy), text: toPercent(accuracy).toFixed(2) };
  });
  const several = found.some((cell) => cell.groups > 1);
  const text = {
    id,
    title: `Test accuracy over ${x} and ${y}`,
    caption: `Mean test accuracy (%) over seeds and inference runs${several ? '; of several trials in a cell, the best' : ''}. "none": no trial of the cell came to its end.`,
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
          xs,
          ys,
          xTitle: x,
          yTitle: y,
          legend: 'accuracy (%)',
          scale: { domain: widened(range), type: 'linear' },
        });
  return drawFigure(text, { x, y, cells: found }, chart);
}

/** Values of an axis: numbers by size, anything else in the order of the sweep. */
function valuesOf(groups: readonly FigureGroup[], axis: string): readonly string[] {
  const values = groups.map(({ point }) => point[axis]);
  const numbers = values.every((value) => typeof value === 'number');
  const sorted = numbers ? [...(values as number[])].sort((a, b) => a - b) : values;
  return [...new Set(sorted.map(nameOf))];
}

/** A component by its name and options, anything else as it is written. */
function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { uses, with: options = {} } = value as { readonly uses?: unknown; readonly with?: object };
  if (typeof uses !== 'string') return JSON.stringify(value);
  const name = uses.split('/').at(-1) as string;
  return [name, ...Object.entries(options).map(([key, option]) => `${key}=${nameOf(option)}`)].join(' ');
}

/** One colour needs a range, too. */
const widened = ([low, high]: readonly [number, number]): readonly [number, number] =>
  low === high ? [low - 1, high + 1] : [low, high];
