import { hostKey, startEngine } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { mean, valuesOf } from './fixture';
import { sampleTimes, type TimeSampling } from './times';

const test = suite('sampleTimes');

test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

const sample = (sampling: TimeSampling, batch: number, draw: number): number[] =>
  valuesOf(() => sampleTimes(sampling, batch, hostKey(1, 'times', draw)));

test('uniform returns the uniform draws of the key', () => {
  assert.equal(
    sample('uniform', 9, 0),
    valuesOf(() => hostKey(1, 'times', 0).uniform([9])),
  );
});

test('stratified returns (i + u_i) / B, one in each of B equal parts', () => {
  for (const batch of [1, 2, 7, 128]) {
    const uniform = valuesOf(() => hostKey(1, 'times', batch).uniform([batch]));
    sample('stratified', batch, batch).forEach((t, i) => {
      assert.is(Math.floor(t * batch), i, `B = ${batch}: ${t}`);
      assert.ok(Math.abs(t - (i + (uniform[i] as number)) / batch) < 1e-7, `B = ${batch}, ${i}: ${t}`);
    });
  }
});

/** The z-scores of the moments and quarters of numbers that should be uniform in [0, 1). */
function zScores(values: readonly number[]): Record<string, number> {
  const root = Math.sqrt(values.length);
  const fraction = (from: number): number => mean(values.map((u) => (u >= from && u < from + 0.25 ? 1 : 0)));
  return {
    mean: (mean(values) - 1 / 2) * Math.sqrt(12) * root,
    square: (mean(values.map((u) => u * u)) - 1 / 3) * Math.sqrt(45 / 4) * root,
    ...Object.fromEntries(
      [0, 0.25, 0.5, 0.75].map((from) => [`from ${from}`, ((fraction(from) - 0.25) / Math.sqrt(3 / 16)) * root]),
    ),
  };
}

for (const sampling of ['uniform', 'stratified'] as const) {
  test(`${sampling} draws uniform times, each also uniform within its part`, () => {
    const batches = Array.from({ length: 2000 }, (_, draw) => sample(sampling, 8, draw));
    const within = (i: number): number[] =>
      batches.map((times) => (sampling === 'stratified' ? 8 * (times[i] as number) - i : (times[i] as number)));
    const named = [['all', batches.flat()] as const, ...[0, 3, 7].map((i) => [`example ${i}`, within(i)] as const)];
    for (const [name, values] of named) {
      for (const [statistic, zScore] of Object.entries(zScores(values))) {
        assert.ok(Math.abs(zScore) < 4, `${name}, ${statistic}: z = ${zScore}`);
      }
    }
  });
}

test('stratified times have a mean with 1 / B^2 of the variance of uniform ones', () => {
  const variance = (sampling: TimeSampling): number =>
    mean(Array.from({ length: 2000 }, (_, draw) => (mean(sample(sampling, 8, draw)) - 0.5) ** 2));
  const ratio = (variance('uniform') / variance('stratified')) * (1 / 64);
  assert.ok(Math.abs(ratio - 1) < 4 * Math.sqrt(4 / 2000), `${ratio}`);
});

test('stratified times of different examples are uncorrelated', () => {
  const pairs = Array.from({ length: 2000 }, (_, draw) => sample('stratified', 2, draw));
  const product = mean(pairs.map(([a, b]) => (2 * (a as number) - 0.5) * (2 * (b as number) - 1.5)));
  assert.ok(Math.abs(product) * 12 * Math.sqrt(2000) < 4, `${product}`);
});

test.run();
