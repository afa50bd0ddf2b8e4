import { buildComponent, type DiscreteSchedule, requireDiscrete } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testSchedule } from '../testing';
import { linear } from './linear';

const test = suite('noprop/linear');

const built = (options: Readonly<Record<string, unknown>> = {}): DiscreteSchedule =>
  requireDiscrete(buildComponent(linear, options), 'this test');

test('matches hand-computed values for T = 1: log abar is -(0.05 + 2.4875) at u = 1/2 and -10.05 at u = 1', () => {
  const { alphaBar } = built({ steps: 1 });
  assert.ok(Math.abs((alphaBar[1] as number) - 0.0790639) < 1e-7, `abar_1 = ${alphaBar[1]}`);
  assert.ok(Math.abs((alphaBar[0] as number) - 4.31858e-5) < 1e-10, `abar_0 = ${alphaBar[0]}`);
});

test("approximates DDPM's schedule on 1000 steps, with betas from 1e-4 to 0.02", () => {
  const { alphaBar } = built({ steps: 999 });
  let product = 1;
  for (let k = 1; k <= 1000; k++) {
    product *= 1 - (1e-4 + ((k - 1) / 999) * (0.02 - 1e-4));
    const found = alphaBar[1000 - k] as number;
    // A product of 1000 factors is close to its limit: within 7% for the last and smallest abar, and closer before.
    assert.ok(Math.abs(found - product) < 0.071 * product && Math.abs(found - product) < 1e-3, `k = ${k}: ${found}`);
  }
});

test('refuses a betaMin of 0', () => {
  assert.is(
    messageOf(() => built({ betaMin: 0 })),
    'betaMin  Expected a number > 0, got 0.  [out_of_range]',
  );
});

test('refuses betas so large that abar underflows to 0', () => {
  assert.is(
    messageOf(() => built({ betaMax: 2000 })),
    'Expected alphaBar inside (0, 1), got alphaBar[0] = 0. ' +
      't = 0 is the noisy end and t = T the clean end, the reverse of most diffusion models.  [invalid_schedule]',
  );
});

test.run();

testSchedule(linear);
testSchedule(linear, { steps: 1 });
testSchedule(linear, { steps: 100, betaMin: 5, betaMax: 1 });
