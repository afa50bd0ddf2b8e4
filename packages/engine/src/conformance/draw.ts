import { RandomStream } from '@noprop/core';
import * as fc from 'fast-check';
import type { Values } from './case';

/** Shapes with `minRank` to `maxRank` axes, each of size 1 to `maxSize`. */
export function shapes(minRank: number, maxRank: number, maxSize = 5): fc.Arbitrary<number[]> {
  return fc.array(fc.integer({ min: 1, max: maxSize }), { minLength: minRank, maxLength: maxRank });
}

/** Two shapes that broadcast together: one has some axes of size 1 and may lack leading axes of the other. */
export function broadcastableShapes(maxRank = 4): fc.Arbitrary<[number[], number[]]> {
  return shapes(0, maxRank).chain((shape) => {
    const { length } = shape;
    const stretched = fc.array(fc.boolean(), { minLength: length, maxLength: length });
    const one = fc
      .tuple(fc.nat(length), stretched)
      .map(([skip, ones]) => shape.map((n, i) => (ones[i] ? 1 : n)).slice(skip));
    return fc.tuple(fc.constant(shape), one).chain(([a, b]) => fc.constantFrom<[number[], number[]]>([a, b], [b, a]));
  });
}

/** A shape and one of its axes. */
export function axisOf(shape: fc.Arbitrary<number[]>): fc.Arbitrary<[number[], number]> {
  return shape.chain((sizes) => fc.tuple(fc.constant(sizes), fc.nat(sizes.length - 1)));
}

/** Uniform random numbers in a range. */
export function floats(
  shape: readonly number[],
  [low, high]: readonly [number, number] = [-2, 2],
): fc.Arbitrary<Values> {
  return seeds.map((seed) => {
    const stream = new RandomStream(seed, 'floats');
    const data = Float32Array.from({ length: sizeOf(shape) }, () => low + (high - low) * stream.uniform());
    return { dtype: 'float32', shape, data };
  });
}

/** Random integers in [0, bound). */
export function integers(shape: readonly number[], bound: number): fc.Arbitrary<Values> {
  return seeds.map((seed) => {
    const stream = new RandomStream(seed, 'integers');
    return { dtype: 'int32', shape, data: Int32Array.from({ length: sizeOf(shape) }, () => stream.below(bound)) };
  });
}

/** Random booleans. */
export function booleans(shape: readonly number[]): fc.Arbitrary<Values> {
  return integers(shape, 2).map(({ data }) => ({ dtype: 'bool', shape, data: Uint8Array.from(data) }));
}

/** Small whole numbers as float32, so that ties occur. */
export function wholeFloats(shape: readonly number[], low: number, high: number): fc.Arbitrary<Values> {
  return integers(shape, high - low + 1).map(({ data }) => ({
    dtype: 'float32',
    shape,
    data: Float32Array.from(data, (value) => value + low),
  }));
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

// Values do not shrink: a small shape alone makes a counterexample readable.
const seeds = fc.noShrink(fc.nat());
