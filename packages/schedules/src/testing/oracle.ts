import type { ScheduleValues } from '@noprop/core';

/** A schedule at one time, in doubles. */
export type ExactValues = Readonly<Record<keyof ScheduleValues, number>>;

/** Parameter values by path, in row-major order. */
export type ExactParameters = Readonly<Record<string, Float64Array>>;

/** An independent implementation of the schedule in plain numbers, against which the tensors are measured. */
export type ScheduleOracle = (parameters: ExactParameters, t: number) => ExactValues;

/**
 * All values of a continuous schedule from gamma and its derivative.
 *
 * @paper eq:30
 */
export function exactValues(gamma: number, gammaRate: number): ExactValues {
  const snr = Math.exp(-gamma);
  return { gamma, alphaBar: 1 / (1 + Math.exp(gamma)), noiseVariance: 1 / (1 + snr), snr, snrRate: -gammaRate * snr };
}
