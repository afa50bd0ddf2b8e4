import { RandomStream } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bootstrapInterval } from './bootstrap';

const test = suite('bootstrap interval');

test('resampling 0 and 1 gives the means 0, 1/2 and 1 with probabilities 1/4, 1/2 and 1/4', () => {
  assert.equal(bootstrapInterval([[0], [1]], 0.95), [0, 1]);
  assert.equal(bootstrapInterval([[0], [1]], 0.4), [0.5, 0.5]);
});

test('draws whole seeds, so equal runs of a seed do not narrow the interval', () => {
  const once = bootstrapInterval([[0.2], [0.4], [0.9]]);
  const fiveTimes = bootstrapInterval([0.2, 0.4, 0.9].map((value) => Array.from({ length: 5 }, () => value)));
  // The same seed three times has probability 1/27 at either end, more than 2.5 %.
  assert.equal(once, [0.2, 0.9]);
  assert.equal(fiveTimes, [0.2, 0.9]);
});

test('equal values give bit-identical intervals', () => {
  const values = [
    [0.9761, 0.9765],
    [0.9749, 0.9752],
    [0.9781, 0.9779],
  ];
  assert.equal(bootstrapInterval(values), bootstrapInterval(structuredClone(values)));
  assert.equal(bootstrapInterval(values), GOLDEN);
});

const GOLDEN = [0.9751, 0.9779666666666667];

test('refuses a seed without values', () => {
  assert.throws(
    () => bootstrapInterval([[0.5], []]),
    (error: Error) => error.message === 'internal: a seed without values',
  );
});

/**
 * Fraction of simulated experiments whose interval contains the true mean 0, with normal seeds and normal runs around
 * them.
 */
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

test("a nominal 95 % interval contains the true mean in about 94 % with 20 seeds, 80 % with the paper's three", () => {
  const [many, three] = [coverage(20, 2, 150), coverage(3, 5, 300)];
  assert.ok(many > 0.89 && many < 0.98, `${many} with 20 seeds`);
  assert.ok(three > 0.74 && three < 0.86, `${three} with 3 seeds`);
});

test.run();
