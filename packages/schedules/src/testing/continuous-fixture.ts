import { type ContinuousSchedule, createScope, type RandomKey, type ScheduleValues, type Tensors } from '@noprop/core';
import { hostKey, initialTensor, readTensor, type Tensor, tf } from '@noprop/engine';
import * as assert from 'uvu/assert';
import type { ExactParameters, ExactValues, ScheduleOracle } from './oracle';

/** i / 16 for i = 0..16, which are exact in float32. */
export const TIMES: readonly number[] = Array.from({ length: 17 }, (_, i) => i / 16);

export const FIELDS = ['gamma', 'alphaBar', 'noiseVariance', 'snr', 'snrRate'] as const;

/** Initial parameters, drawn as a run draws them. */
export function initialParameters({ parameters }: ContinuousSchedule, seed = 1): Tensors {
  const random = hostKey(seed, 'init/schedule');
  return Object.fromEntries(
    Object.entries(parameters).map(([path, spec]) => [path, initialTensor(spec, random.fold(path))]),
  );
}

/** The schedule at the given times. Schedules are deterministic, so drawing from the random key throws. */
export function valuesAt(schedule: ContinuousSchedule, parameters: Tensors, t: Tensor): ScheduleValues {
  const source = { group: 'schedule', parameters, statistics: {}, random: undrawn, training: true };
  return schedule.at(createScope(source).scope, t);
}

const refuse = (): never => {
  throw new Error('A schedule must not draw random numbers.');
};
const undrawn: RandomKey = {
  fold: refuse,
  at: refuse,
  uniform: refuse,
  normal: refuse,
  bernoulli: refuse,
  bits: refuse,
};

/** {@link valuesAt}, read back to the host. */
export function numbersAt(
  schedule: ContinuousSchedule,
  parameters: Tensors,
  times: readonly number[] = TIMES,
): Readonly<Record<keyof ScheduleValues, readonly number[]>> {
  return tf.tidy(() => {
    const values = valuesAt(schedule, parameters, tf.tensor1d([...times]));
    const read = Object.fromEntries(FIELDS.map((field) => [field, [...readTensor(values[field])]]));
    return read as never;
  });
}

/** The oracle's values at each time, for the given parameters. */
export function exactAt(oracle: ScheduleOracle, parameters: ExactParameters, times = TIMES): readonly ExactValues[] {
  return times.map((t) => oracle(parameters, t));
}

export function exactParameters(parameters: Tensors): ExactParameters {
  return Object.fromEntries(
    Object.entries(parameters).map(([path, tensor]) => [path, Float64Array.from(readTensor(tensor))]),
  );
}

/** Asserts that each number agrees within a relative tolerance. */
export function closeEach(
  actual: readonly number[],
  expected: readonly number[],
  tolerance: number,
  what: string,
  times: readonly number[] = TIMES,
): void {
  actual.forEach((value, i) => {
    const target = expected[i] as number;
    const error = Math.abs(value - target) / Math.max(Math.abs(target), Number.MIN_VALUE);
    assert.ok(
      value === target || error <= tolerance,
      `${what} at t = ${times[i]}: expected ${target}, got ${value}, off by ${error}`,
    );
  });
}
