import { buildComponent, type DiscreteSchedule, requireDiscrete } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testSchedule } from '../testing';
import { cosine } from './cosine';

const test = suite('noprop/cosine');

/** T = 10: t, abar_t, alpha_t, SNR(t), weight 5 * 0.1 * (SNR(t) - SNR(t-1)), a_t, b_t, c_t. */
const GOLDEN = [
  '0  0.00001994 0.001000  0.000020',
  '1  0.01993855 0.255085  0.020344  0.0102 0.141066 0.030993 0.979101',
  '2  0.07816426 0.459698  0.084792  0.0322 0.212499 0.475054 0.700659',
  '3  0.17003411 0.589941  0.204869  0.0600 0.241686 0.610440 0.486456',
  '4  0.28822222 0.680887  0.404933  0.1000 0.265247 0.658701 0.351666',
  '5  0.42330408 0.749864  0.734016  0.1645 0.291693 0.668559 0.258551',
  '6  0.56450801 0.805779  1.296253  0.2811 0.325885 0.653920 0.188890',
  '7  0.70057414 0.853680  2.339725  0.5217 0.373287 0.617188 0.133538',
  '8  0.82065234 0.896724  4.575763  1.1180 0.442685 0.553419 0.087642',
  '9  0.91516733 0.937112 10.787911  3.1061 0.550877 0.447916 0.048850',
  '10 0.97658233 0.976582 41.702802 15.4574 0.732583 0.267225 0.017360',
];

const built = (options: Readonly<Record<string, unknown>> = {}): DiscreteSchedule =>
  requireDiscrete(buildComponent(cosine, options), 'this test');
const schedule = built();

for (const row of GOLDEN) {
  const [t, ...printed] = row.split(/ +/) as [string, ...string[]];
  test(`matches the golden row t = ${t}`, () => assert.equal(values(Number(t)), printed));
}

/** One row of the table, with the same number of decimals. */
function values(t: number): string[] {
  const at = (list: readonly number[], i: number): number => list[i] as number;
  const { alphaBar, snr, steps } = schedule;
  const alpha = at(alphaBar, t) / (t === steps ? 1 : at(alphaBar, t + 1));
  const state = [at(alphaBar, t).toFixed(8), alpha.toFixed(6), at(snr, t).toFixed(6)];
  if (t === 0) return state;
  const { a, b, c } = schedule.transition(t);
  const weight = (steps / 2) * 0.1 * (at(snr, t) - at(snr, t - 1));
  return [...state, weight.toFixed(4), a.toFixed(6), b.toFixed(6), c.toFixed(6)];
}

test('matches hand-computed values for T = 1: offset 0 halves the signal at u = 1/2, then maxBeta cuts', () => {
  const { alphaBar } = built({ steps: 1, offset: 0, maxBeta: 0.9 });
  assert.ok(Math.abs((alphaBar[1] as number) - 0.5) < 1e-15);
  assert.ok(Math.abs((alphaBar[0] as number) - 0.05) < 1e-15);
});

test('gives a valid schedule with an almost pure noise end for every T and offset', () => {
  const options = fc.record({
    steps: fc.integer({ min: 1, max: 2000 }),
    offset: fc.double({ min: 0, max: 0.1, noNaN: true }),
  });
  fc.assert(
    fc.property(options, (given) => {
      const { steps, alphaBar } = built(given);
      assert.is(steps, given.steps);
      assert.is(alphaBar.length, given.steps + 1);
      assert.ok((alphaBar[0] as number) <= 1e-3 && (alphaBar[steps] as number) < 1);
    }),
    { seed: 1, numRuns: 50 },
  );
});

test('refuses options out of range', () => {
  assert.is(
    messageOf(() => buildComponent(cosine, { steps: 0 })),
    'steps  Expected a number >= 1, got 0.  [out_of_range]',
  );
  assert.is(
    messageOf(() => buildComponent(cosine, { maxBeta: 1 })),
    'maxBeta  Expected a number < 1, got 1.  [out_of_range]',
  );
  assert.is(
    messageOf(() => buildComponent(cosine, { T: 10 })),
    'T  Unknown key "T". Known keys: steps, offset, maxBeta.  [unknown_key]',
  );
});

test.run();

testSchedule(cosine);
testSchedule(cosine, { steps: 1 });
testSchedule(cosine, { steps: 1000 });
