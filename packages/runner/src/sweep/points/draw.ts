import { permutation, RandomStream } from '@noprop/core';
import { type Axis, isRange, type Range, type Search } from '../document/sweep-document';

/** A value for each axis of the matrix, in the order in which the axes are written. */
export type MatrixPoint = ReadonlyMap<string, unknown>;

/**
 * The points of a matrix. A grid goes through its axes as they are written, the last one fastest. Random and Latin
 * hypercube points are drawn axis by axis from streams named after the axis, so that neither the order of the axes nor
 * the presence of others changes what an axis gives.
 */
export function drawPoints(matrix: Readonly<Record<string, Axis>>, search: Search): readonly MatrixPoint[] {
  const axes = Object.entries(matrix);
  if (search.kind === 'grid') return grid(axes as readonly (readonly [string, readonly unknown[]])[]);
  const { trials = 1, seed } = search;
  const draw = search.kind === 'random' ? uniformNumbers : stratifiedNumbers;
  const columns = axes.map(([key, axis]) => [key, draw(trials, seed, key).map((u) => axisValue(axis, u))] as const);
  return Array.from({ length: trials }, (_, i) => new Map(columns.map(([key, values]) => [key, values[i]])));
}

/** How many points {@link drawPoints} would give, without making them. */
export function countPoints(matrix: Readonly<Record<string, Axis>>, { kind, trials = 1 }: Search): number {
  if (kind !== 'grid') return trials;
  return Object.values(matrix).reduce((product, axis) => product * (axis as readonly unknown[]).length, 1);
}

/** Independent uniform numbers in (0, 1). */
export function uniformNumbers(count: number, seed: number, axis: string): readonly number[] {
  const stream = new RandomStream(seed, `sweep/random/${axis}`);
  return Array.from({ length: count }, () => stream.uniform());
}

/** One uniform number in each of `count` equal parts of (0, 1), in an order of the axis's own. */
export function stratifiedNumbers(count: number, seed: number, axis: string): readonly number[] {
  const order = permutation(count, new RandomStream(seed, `sweep/strata/${axis}`));
  const within = new RandomStream(seed, `sweep/within/${axis}`);
  return Array.from(order, (stratum) => (stratum + within.uniform()) / count);
}

/** The value at a position u in (0, 1) of an axis; numbers of a range have at most six digits that matter. */
export function axisValue(axis: Axis, u: number): unknown {
  if (!isRange(axis)) return axis[Math.min(Math.floor(u * axis.length), axis.length - 1)];
  return axis.integer ? wholeNumber(axis, u) : within(axis, Number(between(axis, u).toPrecision(6)));
}

/** Every whole number of the range has an equal share of (0, 1); on a log scale, the share of its part of that scale. */
function wholeNumber(range: Range, u: number): number {
  return within(range, Math.floor(between({ ...range, max: range.max + 1 }, u)));
}

function between({ min, max, scale }: Range, u: number): number {
  if (scale === 'linear') return min + u * (max - min);
  return Math.exp(Math.log(min) + u * (Math.log(max) - Math.log(min)));
}

/** Rounding may leave a range by a digit. */
const within = ({ min, max }: Range, value: number): number => Math.min(Math.max(value, min), max);

function grid(axes: readonly (readonly [string, readonly unknown[]])[]): MatrixPoint[] {
  return axes.reduce<MatrixPoint[]>(
    (points, [key, values]) => points.flatMap((point) => values.map((value) => new Map(point).set(key, value))),
    [new Map()],
  );
}
