import type { Transition } from '@noprop/core';
import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { stepsOf, transitionLaws } from '../testing/transition-laws';
import { createDiscreteSchedule } from './discrete-schedule';

const test = suite('transition identities');

/** abar_0..abar_T for T = 1..19, with random increments of at least 1/420. */
const alphaBars = fc
  .array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 3, maxLength: 21 })
  .map((distances) => {
    const total = distances.reduce((a, b) => a + b, 0);
    let sum = 0;
    return distances.slice(0, -1).map((distance) => {
      sum += distance;
      return sum / total;
    });
  });

const onRandomSchedules = (check: (alphaBar: readonly number[]) => void) => () => {
  fc.assert(fc.property(alphaBars, check), { seed: 1, numRuns: 2000 });
};

for (const [law, check] of Object.entries(transitionLaws)) {
  test(
    `a transition ${law}, in 2000 random schedules`,
    onRandomSchedules((alphaBar) => stepsOf(createDiscreteSchedule(alphaBar)).forEach(check)),
  );
}

test(
  'the KL weight is accurate in relative terms, however small it is',
  onRandomSchedules((alphaBar) => {
    for (const { t, a, c, snr, previousSnr } of stepsOf(createDiscreteSchedule(alphaBar))) {
      const expected = (snr - previousSnr) / 2;
      const error = Math.abs((a * a) / (2 * c) - expected) / expected;
      assert.ok(error <= 1e-12, `t = ${t}: off by ${error}`);
    }
  }),
);

test(
  'the continuous form equals the discrete one, with rho = exp(gamma(t) - gamma(s))',
  onRandomSchedules((alphaBar) => {
    for (const { t, previous, current, ...discrete } of stepsOf(createDiscreteSchedule(alphaBar))) {
      const continuous = continuousForm(gammaOf(previous), gammaOf(current));
      for (const name of ['a', 'b', 'c'] as const) {
        const error = Math.abs(continuous[name] - discrete[name]);
        assert.ok(error <= 1e-12, `${name} at t = ${t}: expected ${discrete[name]}, got ${continuous[name]}`);
      }
    }
  }),
);

test('expm1 keeps marginals and weight accurate for a step of one millionth', () => {
  for (const from of [-13, -5, 0, 5, 13]) {
    const to = from - 1e-6;
    const { a, b, c } = continuousForm(from, to);
    const [previous, current] = [sigmoid(-from), sigmoid(-to)];
    const mean = Math.abs(a + b * Math.sqrt(previous) - Math.sqrt(current));
    const variance = Math.abs(b * b * sigmoid(from) + c - sigmoid(to));
    const weight = (a * a) / (2 * c) / ((Math.exp(-from) * Math.expm1(from - to)) / 2) - 1;
    assert.ok(mean < 1e-15, `gamma ${from}: mean off by ${mean}`);
    assert.ok(variance < 1e-15, `gamma ${from}: variance off by ${variance}`);
    assert.ok(Math.abs(weight) < 1e-12, `gamma ${from}: weight off by ${weight}`);
  }
});

test.run();

/**
 * Coefficients a, b and c of the step between two times of a continuous schedule.
 *
 * @param from gamma at the earlier, noisier time
 * @param to gamma at the later time
 * @paper eq:5
 */
function continuousForm(from: number, to: number): Transition {
  const rho = Math.exp(to - from);
  const oneMinusRho = -Math.expm1(to - from);
  const [previous, current] = [sigmoid(-from), sigmoid(-to)];
  return { a: Math.sqrt(current) * oneMinusRho, b: rho * Math.sqrt(current / previous), c: sigmoid(to) * oneMinusRho };
}

function gammaOf(alphaBar: number): number {
  return Math.log((1 - alphaBar) / alphaBar);
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
