import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createDiscreteSchedule } from './discrete-schedule';

const test = suite('createDiscreteSchedule');

const near = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-15, `expected ${expected}, got ${actual}`);

test('computes the SNR as the ratio of signal to noise variance', () => {
  const { steps, snr } = createDiscreteSchedule([0.2, 0.5, 0.8]);
  assert.is(steps, 2);
  near(snr[0] as number, 0.25);
  near(snr[1] as number, 1);
  near(snr[2] as number, 4);
});

test('matches a hand-computed transition: abar from 0.2 to 0.5, so rho = 1/4', () => {
  const { a, b, c } = createDiscreteSchedule([0.2, 0.5]).transition(1);
  near(a, 0.75 * Math.SQRT1_2);
  near(b, 0.25 * Math.sqrt(2.5));
  near(c, 0.375);
});

test('gives positive coefficients for adjacent doubles', () => {
  const next = 0.5 + 2 ** -53;
  const { a, b, c } = createDiscreteSchedule([0.5, next]).transition(1);
  assert.ok(a > 0 && a < 1e-15, `a = ${a}`);
  assert.ok(c > 0 && c < 1e-15, `c = ${c}`);
  near(b, 1);
});

test('freezes the schedule and everything in it', () => {
  const given = [0.2, 0.5];
  const schedule = createDiscreteSchedule(given);
  for (const item of [schedule, schedule.alphaBar, schedule.snr, schedule.transition(1)]) {
    assert.ok(Object.isFrozen(item));
  }
  given[0] = 0.9;
  assert.is(schedule.alphaBar[0], 0.2);
});

const HINT =
  't = 0 is the noisy end and t = T the clean end, the reverse of most diffusion models.  [invalid_schedule]';
const broken = [
  [[0.5], 'Expected at least 2 values of alphaBar (t = 0..T), got 1.'],
  [[0, 0.5], 'Expected alphaBar inside (0, 1), got alphaBar[0] = 0.'],
  [[0.5, 1], 'Expected alphaBar inside (0, 1), got alphaBar[1] = 1.'],
  [[0.5, Number.NaN], 'Expected alphaBar inside (0, 1), got alphaBar[1] = NaN.'],
  [[0.9, 0.5, 0.1], 'Expected alphaBar to increase strictly with t, got alphaBar[1] = 0.5 after alphaBar[0] = 0.9.'],
  [[0.1, 0.5, 0.5], 'Expected alphaBar to increase strictly with t, got alphaBar[2] = 0.5 after alphaBar[1] = 0.5.'],
  [
    [0.22320332304022394, 0.22320332304022397],
    'Expected snr to increase strictly with t, got snr[1] = 0.2873381538059564 after snr[0] = 0.2873381538059564.',
  ],
] as const;

for (const [alphaBar, message] of broken) {
  test(`refuses [${alphaBar.join(', ')}]`, () => {
    assert.is(
      messageOf(() => createDiscreteSchedule(alphaBar)),
      `${message} ${HINT}`,
    );
  });
}

for (const t of [0, 2, 0.5]) {
  test(`has no transition to t = ${t}`, () => {
    const { transition } = createDiscreteSchedule([0.2, 0.5]);
    assert.is(
      messageOf(() => transition(t)),
      `internal: no transition to t = ${t}; t runs from 1 to 1.`,
    );
  });
}

test.run();
