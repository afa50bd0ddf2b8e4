import { permutation, RandomStream } from '@noprop/core';
import { type Axis, isRange, type Range, type Search } from '../document/sweep-document';

/** A value for each axis of the matrix, in the order of the axes. */
export type MatrixPoint = ReadonlyMap<string, unknown>;

/**
 * The points of a matrix. A grid iterates over its axes in order, the last one fastest. Random and Latin hypercube
 * points are drawn axis by axis from streams named after the axis, so that the values of an axis depend neither on the
 * order of the axes nor on the other axes.
 */
export function drawPoints(matrix: Readonly<Record<string, Axis>>, search: Search): readonly MatrixPoint[] {
  const axes = Object.entries(matrix);
  if (search.kind === 'grid') return grid(axes as readonly (readonly [string, readonly unknown[]])[]);
  const { trials = 1, seed } = search;
  const draw = search.kind === 'random' ? uniformNumbers : stratifiedNumbers;
  const columns = axes.map(([key, axis]) => [key, draw(trials, seed, key).map((u) => axisValue(axis, u))] as const);
  return Array.from({ length: trials }, (_, i) => new Map(columns.map(([key, values]) => [key, values[i]])));
}

/** Number of points {@link drawPoints} would return, without creating them. */
export function countPoints(matrix: Readonly<Record<string, Axis>>, { kind, trials = 1 }: Search): number {
  if (kind !== 'grid') return trials;
  return Object.values(matrix).reduce((product, axis) => product * (axis as readonly unknown[]).length, 1);
}

/** Independent uniform numbers in (0, 1). */
export function uniformNumbers(count: number, seed: number, axis: string): readonly number[] {
  const stream = new RandomStream(seed, `sweep/random/${axis}`);
  return Array.from({ length: count }, () => stream.uniform());
}

/** One uniform number in each of `count` equal parts of (0, 1), in an order specific to the axis. */
export function stratifiedNumbers(count: number, seed: number, axis: string): readonly number[] {
  const order = permutation(count, new RandomStream(seed, `sweep/strata/${axis}`));
  const within = new RandomStream(seed, `sweep/within/${axis}`);
  return Array.from(order, (stratum) => (stratum + within.uniform()) / count);
}

/** The value at position u in (0, 1) of an axis. Values of a range are rounded to six significant digits. */
export function axisValue(axis: Axis, u: number): unknown {
  if (!isRange(axis)) return axis[Math.min(Math.floor(u * axis.length), axis.length - 1)];
  return axis.integer ? wholeNumber(axis, u) : within(axis, Number(between(axis, u).toPrecision(6)));
}

/** Each integer of the range gets an equal share of (0, 1), or on a log scale its share of that scale. */
function wholeNumber(range: Range, u: number): number {
  return within(range, Math.floor(between({ ...range, max: range.max + 1 }, u)));
}

function between({ min, max, scale }: Range, u: number): number {
  if (scale === 'linear') return min + u * (max - min);
  return Math.exp(Math.log(min) + u * (Math.log(max) - Math.log(min)));
}

/** Clamps a value, because rounding may push it just outside the range. */
const within = ({ min, max }: Range, value: number): number => Math.min(Math.max(value, min), max);

function grid(axes: readonly (readonly [string, readonly unknown[]])[]): MatrixPoint[] {
  return axes.reduce<MatrixPoint[]>(
    (points, [key, values]) => points.flatMap((point) => values.map((value) => new Map(point).set(key, value))),
    [new Map()],
  );
}
