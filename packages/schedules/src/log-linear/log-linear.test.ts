import { buildComponent, requireContinuous } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { startTestEngine } from '@noprop/engine/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { exactValues, testContinuousSchedule } from '../testing';
import { closeEach, numbersAt } from '../testing/continuous-fixture';
import { logLinear } from './log-linear';

const test = suite('noprop/log-linear');

test.before(() => startTestEngine().then(() => undefined));

test('matches hand-computed values: SNR = exp(10 t - 5), with rate 10 SNR', () => {
  const schedule = requireContinuous(buildComponent(logLinear), 'this test');
  const times = [0, 0.5, 1];
  const found = numbersAt(schedule, {}, times);
  assert.equal(found.gamma, [5, 0, -5]);
  closeEach(found.alphaBar, [0.0066928509, 0.5, 0.9933071491], 1e-6, 'alphaBar', times);
  closeEach(found.snr, [0.006737947, 1, 148.4131591], 1e-6, 'snr', times);
  closeEach(found.snrRate, [0.06737947, 10, 1484.131591], 1e-6, 'snrRate', times);
});

test('has no parameters', () => {
  assert.equal(requireContinuous(buildComponent(logLinear), 'this test').parameters, {});
});

test('refuses ends in the wrong order', () => {
  assert.is(
    messageOf(() => buildComponent(logLinear, { gamma0: 6 })),
    'gamma1  Expected gamma1 > gamma0, got gamma1 = 5 and gamma0 = 6. gamma1 is the noisy end ' +
      '(t = 0) and gamma0 the clean end (t = 1), since SNR = exp(-gamma).  [invalid_schedule]',
  );
});

test.run();

testContinuousSchedule(logLinear, {}, { oracle: (_, t) => exactValues(5 - 10 * t, -10) });
testContinuousSchedule(logLinear, { gamma0: -3, gamma1: 6 }, { oracle: (_, t) => exactValues(6 - 9 * t, -9) });
