import type { ContinuousSchedule, Tensors } from '@noprop/core';
import { hostKey, type Tensor, tf } from '@noprop/engine';
import * as assert from 'uvu/assert';
import { numbersAt } from './continuous-fixture';

/** Distances by which one bad update, or many ordinary ones, might move the parameters. */
const DISTANCES = [0.1, 1, 10];
const MOVES = 10;

/** Asserts that gamma keeps its order after random changes of every parameter. */
export function assertOrder(schedule: ContinuousSchedule, parameters: Tensors): void {
  for (const distance of DISTANCES) {
    for (let seed = 1; seed <= MOVES; seed++) {
      const what = `moved by up to ${distance}, seed ${seed}`;
      tf.tidy(() => assertOrdered(schedule, moved(parameters, distance, seed), what));
    }
  }
}

/** The parameters, each moved at random by up to `distance`. */
function moved(parameters: Tensors, distance: number, seed: number): Tensors {
  const random = hostKey(seed, 'moves');
  const move = (path: string, value: Tensor): Tensor =>
    tf.add(value, tf.mul(distance, tf.sub(tf.mul(2, random.fold(path).uniform(value.shape)), 1)));
  return Object.fromEntries(Object.entries(parameters).map(([path, value]) => [path, move(path, value)]));
}

/** Asserts that the ends are strictly ordered. In between, gamma may be flat or rise within rounding error. */
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
