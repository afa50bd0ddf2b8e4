import { RandomStream } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bootstrapInterval } from './bootstrap';

const test = suite('bootstrap interval');

test('of the values 0 and 1 the resampled means are 0, 1/2 and 1 with odds 1/4, 1/2 and 1/4', () => {
  assert.equal(bootstrapInterval([[0], [1]], 0.95), [0, 1]);
  assert.equal(bootstrapInterval([[0], [1]], 0.4), [0.5, 0.5]);
});

test('whole seeds are drawn: equal runs of a seed do not make it narrower', () => {
  const once = bootstrapInterval([[0.2], [0.4], [0.9]]);
  const fiveTimes = bootstrapInterval([0.2, 0.4, 0.9].map((value) => Array.from({ length: 5 }, () => value)));
  // Three times the same seed: odds 1/27 for either end, past 2.5 %.
  assert.equal(once, [0.2, 0.9]);
  assert.equal(fiveTimes, [0.2, 0.9]);
});

test('equal values give equal intervals, to the bit', () => {
  const values = [
    [0.9761, 0.9765],
    [0.9749, 0.9752],
    [0.9781, 0.9779],
  ];
  assert.equal(bootstrapInterval(values), bootstrapInterval(structuredClone(values)));
  assert.equal(bootstrapInterval(values), GOLDEN);
});

const GOLDEN = [0.9751, 0.9779666666666667];

test('a seed without values is a mistake of the caller', () => {
  assert.throws(
    () => bootstrapInterval([[0.5], []]),
    (error: Error) => error.message === 'internal: a seed without values',
  );
});

/** Share of simulated experiments whose interval holds the true mean 0: normal seeds, and normal runs about them. */
function coverage(seeds: number, runs: number, experiments: number): number {
  const stream = new RandomStream(7, 'coverage', [seeds, runs]);
  let held = 0;
  for (let experiment = 0; experiment < experiments; experiment++) {
    const values = Array.from({ length: seeds }, () => {
      const model = stream.normal();
      return Array.from({ length: runs }, () => model + 0.3 * stream.normal());
    });
    const [low, high] = bootstrapInterval(values);
    if (low <= 0 && high >= 0) held++;
  }
  return held / experiments;
}

test('of nominal 95 %, about 94 % hold the true mean with 20 seeds, and about 80 % with the three of the paper', () => {
  const [many, three] = [coverage(20, 2, 150), coverage(3, 5, 300)];
  assert.ok(many > 0.89 && many < 0.98, `${many} with 20 seeds`);
  assert.ok(three > 0.74 && three < 0.86, `${three} with 3 seeds`);
});

test.run();
