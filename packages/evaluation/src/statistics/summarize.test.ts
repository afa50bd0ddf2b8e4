import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { summarize } from './summarize';

const test = suite('summarize');

const near = (found: number | undefined, expected: number): void =>
  assert.ok(found !== undefined && Math.abs(found - expected) < 1e-12, `expected ${expected}, got ${found}`);

test('matches two seeds with two inference runs computed by hand', () => {
  // Deviations from 0.93: -0.03, -0.01, 0.01, 0.03; their squares sum to 0.002.
  const { mean, sd, se, interval, ...counts } = summarize([
    [0.9, 0.92],
    [0.94, 0.96],
  ]);
  assert.equal(counts, { n: 4, seeds: 2, runs: 2 });
  near(mean, 0.93);
  near(sd, Math.sqrt(0.002 / 3));
  near(se, Math.sqrt(0.002 / 3) / 2);
  // All four draws are 0.9 with probability 1/64; three of 0.9 and one of 0.92 add 4/64, which passes 2.5 %.
  near(interval?.[0], (3 * 0.9 + 0.92) / 4);
  near(interval?.[1], (3 * 0.96 + 0.94) / 4);
});

test('leaves the spread and interval of one value undefined, not 0', () => {
  assert.equal(summarize([[0.9761]]), { n: 1, seeds: 1, runs: 1, mean: 0.9761 });
});

test('gives one seed the spread of its inference runs, but no interval', () => {
  const { sd, se, ...rest } = summarize([[0.5, 0.7]]);
  assert.equal(rest, { n: 2, seeds: 1, runs: 2, mean: 0.6 });
  near(sd, Math.sqrt(0.02));
  near(se, 0.1);
});

test('gives equal values a spread of exactly 0 and an exact mean', () => {
  const summary = summarize([[0.1], [0.1], [0.1]]);
  assert.equal(summary, { n: 3, seeds: 3, runs: 1, mean: 0.1, sd: 0, se: 0, interval: [0.1, 0.1] });
});

test('ignores seeds without values, and reports the most runs of a seed', () => {
  const { n, seeds, runs, mean } = summarize([[0.5, 0.6, 0.7], [], [0.9]]);
  assert.equal([n, seeds, runs], [4, 2, 3]);
  near(mean, 0.675);
});

test('refuses no values', () => {
  assert.throws(
    () => summarize([[]]),
    (error: Error) => error.message === 'internal: no values to summarize',
  );
});

test('keeps mean and interval within the range of the values', () => {
  const run = fc.double({ min: 0, max: 1, noNaN: true });
  const values = fc.array(fc.array(run, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(values, (seeds) => {
      const all = seeds.flat();
      const [least, most] = [Math.min(...all), Math.max(...all)];
      const { mean, sd = -1, interval = [-1, -1] } = summarize(seeds);
      const inside = (value: number): boolean => value >= least - 1e-12 && value <= most + 1e-12;
      return inside(mean) && sd >= 0 && inside(interval[0]) && inside(interval[1]) && interval[0] <= interval[1];
    }),
    { seed: 1, numRuns: 30 },
  );
});

test.run();
