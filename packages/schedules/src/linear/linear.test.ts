import { buildComponent, type DiscreteSchedule, requireDiscrete } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testSchedule } from '../testing';
import { linear } from './linear';

const test = suite('noprop/linear');

const built = (options: Readonly<Record<string, unknown>> = {}): DiscreteSchedule =>
  requireDiscrete(buildComponent(linear, options), 'this test');

test('T = 1 by hand: log abar is -(0.05 + 2.4875) at u = 1/2 and -10.05 at u = 1', () => {
  const { alphaBar } = built({ steps: 1 });
  assert.ok(Math.abs((alphaBar[1] as number) - 0.0790639) < 1e-7, `abar_1 = ${alphaBar[1]}`);
  assert.ok(Math.abs((alphaBar[0] as number) - 4.31858e-5) < 1e-10, `abar_0 = ${alphaBar[0]}`);
});

test("on 1000 steps it is DDPM's, whose betas run from 1e-4 to 0.02", () => {
  const { alphaBar } = built({ steps: 999 });
  let product = 1;
  for (let k = 1; k <= 1000; k++) {
    product *= 1 - (1e-4 + ((k - 1) / 999) * (0.02 - 1e-4));
    const found = alphaBar[1000 - k] as number;
    // A product of 1000 factors is not quite its limit: 7 % of the last, smallest abar, and all but nothing before.
    assert.ok(Math.abs(found - product) < 0.071 * product && Math.abs(found - product) < 1e-3, `k = ${k}: ${found}`);
  }
});

test('betas that never noise are refused', () => {
  assert.is(
    messageOf(() => built({ betaMin: 0 })),
    'betaMin  Wanted a number > 0, found 0.  [out_of_range]',
  );
});

test('betas so large that abar vanishes are refused as a schedule', () => {
  assert.is(
    messageOf(() => built({ betaMax: 2000 })),
    'alphaBar must lie inside (0, 1), found alphaBar[0] = 0. ' +
      't = 0 is the noisy end and t = T the clean one, opposite to the index of most diffusion models.  [invalid_schedule]',
  );
});

test.run();

testSchedule(linear);
testSchedule(linear, { steps: 1 });
testSchedule(linear, { steps: 100, betaMin: 5, betaMax: 1 });
