import type { Tensors } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import { odeError } from '../errors';
import { mapTensors } from '../runge-kutta';

/** An accepted step, as a polynomial in theta = (t - start) / h. */
export interface Segment<S extends Tensors> {
  /** t where it starts. */
  readonly start: number;
  readonly h: number;
  readonly state: S;
  /** Coefficients of theta, theta^2, ... */
  readonly powers: readonly S[];
}

/** The solution at any time of the way; its result belongs to the caller. */
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
        `The solution is known from t = ${from} to ${to}, asked for t = ${t}.`,
        'Integrate further.',
      );
    }
    const segment = segmentAt(segments, t, Math.sign(to - from));
    if (t === to || segment === undefined) return mapTensors(end, (tensor) => tf.clone(tensor));
    return evaluate(segment, (t - segment.start) / segment.h);
  };
}

/** The last segment that starts at t or before it, by bisection. */
function segmentAt<S extends Tensors>(segments: readonly Segment<S>[], t: number, direction: number) {
  let [low, high] = [0, segments.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (direction * ((segments[middle] as Segment<S>).start - t) <= 0) low = middle;
    else high = middle;
  }
  return segments[low];
}

/** Horner's rule on the change, which is then added to the state: small terms keep their digits. */
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
