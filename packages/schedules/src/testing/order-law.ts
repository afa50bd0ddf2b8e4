import type { ContinuousSchedule, Tensors } from '@noprop/core';
import { hostKey, type Tensor, tf } from '@noprop/engine';
import * as assert from 'uvu/assert';
import { numbersAt } from './continuous-fixture';

/** How far parameters move, as one unlucky or many ordinary updates might take them. */
const DISTANCES = [0.1, 1, 10];
const TRIALS = 10;

/** Asserts that noise stays noise and clean stays clean after random moves of every parameter. */
export function assertOrder(schedule: ContinuousSchedule, parameters: Tensors): void {
  for (const distance of DISTANCES) {
    for (let trial = 1; trial <= TRIALS; trial++) {
      const what = `moved by up to ${distance}, trial ${trial}`;
      tf.tidy(() => assertOrdered(schedule, moved(parameters, distance, trial), what));
    }
  }
}

/** Every parameter moved by up to `distance`, at random. */
function moved(parameters: Tensors, distance: number, seed: number): Tensors {
  const random = hostKey(seed, 'moves');
  const move = (path: string, value: Tensor): Tensor =>
    tf.add(value, tf.mul(distance, tf.sub(tf.mul(2, random.fold(path).uniform(value.shape)), 1)));
  return Object.fromEntries(Object.entries(parameters).map(([path, value]) => [path, move(path, value)]));
}

/** The ends strictly; between them gamma may stand still, and rounding may lift it by a few units in the last place. */
function assertOrdered(schedule: ContinuousSchedule, parameters: Tensors, what: string): void {
  const { gamma, ...rest } = numbersAt(schedule, parameters);
  for (const values of [gamma, ...Object.values(rest)]) {
    assert.ok(values.every(Number.isFinite), `${what}: ${values.join(', ')}`);
  }
  const [first, last] = [gamma[0] as number, gamma.at(-1) as number];
  assert.ok(first > last, `${what}: gamma(0) = ${first}, gamma(1) = ${last}`);
  const slack = 1e-6 * Math.max(1, ...gamma.map(Math.abs));
  gamma.forEach((value, i) => {
    assert.ok(i === 0 || value <= (gamma[i - 1] as number) + slack, `${what}: gamma ${gamma.join(', ')}`);
    assert.ok((rest.snrRate[i] as number) >= 0, `${what}: snrRate ${rest.snrRate[i]}`);
  });
}
