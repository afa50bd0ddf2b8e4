import type { Tensors } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import { odeError } from '../errors';
import { mapTensors } from '../runge-kutta';

/** An accepted step, as a polynomial in theta = (t - start) / h. */
export interface Segment<S extends Tensors> {
  /** The time at which the step starts. */
  readonly start: number;
  readonly h: number;
  readonly state: S;
  /** Coefficients of theta, theta^2, ... */
  readonly powers: readonly S[];
}

/** The solution at any time of the solved interval. The caller owns the returned tensors. */
export type DenseOutput<S extends Tensors> = (t: number) => S;

/** @param end the state at `to` */
export function denseOutput<S extends Tensors>(
  segments: readonly Segment<S>[],
  end: S,
  from: number,
  to: number,
): DenseOutput<S> {
  return (t) => {
    if (!(Math.min(from, to) <= t && t <= Math.max(from, to))) {
      throw odeError(
        'outside_solution',
        `Expected t in the solved interval from ${from} to ${to}, got ${t}.`,
        'Integrate over a longer interval.',
      );
    }
    const segment = segmentAt(segments, t, Math.sign(to - from));
    if (t === to || segment === undefined) return mapTensors(end, (tensor) => tf.clone(tensor));
    return evaluate(segment, (t - segment.start) / segment.h);
  };
}

/** Finds the last segment that starts at or before t, by bisection. */
function segmentAt<S extends Tensors>(segments: readonly Segment<S>[], t: number, direction: number) {
  let [low, high] = [0, segments.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (direction * ((segments[middle] as Segment<S>).start - t) <= 0) low = middle;
    else high = middle;
  }
  return segments[low];
}

/** Sums the change by Horner's rule before adding it to the state, so that small terms keep their digits. */
function evaluate<S extends Tensors>({ state, powers }: Segment<S>, theta: number): S {
  return tf.tidy(
    () =>
      mapTensors(state, (y, name) => {
        const change = powers.reduceRight<Tensor>(
          (sum, power) => tf.mul(tf.add(sum, power[name] as Tensor), theta),
          tf.scalar(0),
        );
        return tf.add(y, change);
      }) as never,
  ) as unknown as S;
}
