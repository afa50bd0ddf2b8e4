import {
  buildComponent,
  type ContinuousSchedule,
  countParameters,
  requireContinuous,
  type Tensors,
} from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { tf } from '@noprop/engine';
import { startTestEngine } from '@noprop/engine/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testContinuousSchedule } from '../testing';
import {
  closeEach,
  exactAt,
  exactParameters,
  initialParameters,
  numbersAt,
  TIMES,
} from '../testing/continuous-fixture';
import { learned } from './learned';
import { oracle } from './oracle';

const test = suite('noprop/learned');

test.before(() => startTestEngine().then(() => undefined));

const built = (options: Readonly<Record<string, unknown>> = {}): ContinuousSchedule =>
  requireContinuous(buildComponent(learned, options), 'this test');

/** The raw value whose softplus is y. */
const raw = (y: number): number => Math.log(Math.expm1(y));

test('matches hand-computed values for one unit: gtilde = tanh(2 t - 1)', () => {
  const parameters = {
    'hidden/kernel': tf.tensor1d([raw(2)]),
    'hidden/bias': tf.tensor1d([0]),
    'output/kernel': tf.tensor1d([0.3]),
    gamma0: tf.scalar(-5),
    spread: tf.scalar(raw(10)),
  };
  const times = [0.25, 0.5];
  const found = numbersAt(built({ width: 1 }), parameters, times);
  // gbar(1/4) = (tanh 1 - tanh(1/2)) / (2 tanh 1), gbar(1/2) = 1/2 and gbar'(1/2) = 1 / tanh 1.
  closeEach(found.snr, [0.0481285, 1], 1e-6, 'snr', times);
  closeEach(found.snrRate, [0.4969911, 13.130353], 2e-6, 'snrRate', times);
});

test('starts at the ends given by the options', () => {
  const { gamma, alphaBar, snr } = numbersAt(built(), initialParameters(built()), [0, 1]);
  closeEach(gamma, [5, -5], 3e-7, 'gamma', [0, 1]);
  closeEach(alphaBar, [0.0066928509, 0.9933071491], 2e-6, 'alphaBar', [0, 1]);
  closeEach(snr, [0.006737947, 148.4131591], 2e-6, 'snr', [0, 1]);
});

test('has a mean rate that depends only on its ends', () => {
  const times = Array.from({ length: 2000 }, (_, i) => (i + 0.5) / 2000);
  const schedule = built({ width: 16 });
  for (const seed of [1, 2, 3]) {
    const parameters = initialParameters(schedule, seed);
    const { snrRate } = numbersAt(schedule, parameters, times);
    const half = snrRate.reduce((a, b) => a + b, 0) / times.length / 2;
    assert.ok(Math.abs(half - 74.20321) < 2e-3, `seed ${seed}: ${half}`);
  }
});

const flat = {
  'with almost no slope': { 'hidden/kernel': -12 },
  'saturated upwards': { 'hidden/bias': 9 },
  'saturated downwards': { 'hidden/bias': -9 },
  'with tiny weights': { 'output/kernel': -30 },
};

for (const [what, shift] of Object.entries(flat)) {
  test(`a network ${what} loses no precision`, () => {
    const schedule = built({ width: 16 });
    const parameters = shifted(initialParameters(schedule), shift);
    const found = numbersAt(schedule, parameters);
    const exact = exactAt(oracle, exactParameters(parameters));
    for (const field of ['snr', 'snrRate', 'alphaBar', 'noiseVariance'] as const) {
      closeEach(
        found[field],
        exact.map((values) => values[field]),
        1e-5,
        field,
      );
    }
  });
}

test('lets the ends meet if the spread underflows, but never cross', () => {
  const schedule = built({ width: 16 });
  for (const spread of [-1000, -100, -20]) {
    const parameters = { ...initialParameters(schedule), spread: tf.scalar(spread) };
    const { gamma, snrRate } = numbersAt(schedule, parameters);
    assert.ok(
      gamma.every((value, i) => i === 0 || value <= (gamma[i - 1] as number)),
      String(gamma),
    );
    assert.ok(
      snrRate.every((value) => value >= 0 && value < 1e-4),
      String(snrRate),
    );
  }
});

test("the oracle's rate agrees with central differences of its SNR", () => {
  const parameters = exactParameters(initialParameters(built({ width: 16 })));
  const step = 1e-5;
  const times = TIMES.slice(1, -1);
  const slopes = times.map((t) => (oracle(parameters, t + step).snr - oracle(parameters, t - step).snr) / (2 * step));
  closeEach(
    times.map((t) => oracle(parameters, t).snrRate),
    slopes,
    1e-7,
    'snrRate',
    times,
  );
});

test('has three parameters per unit and two for the ends', () => {
  assert.is(countParameters(built().parameters), 3 * 1024 + 2);
});

test('refuses ends in the wrong order and options out of range', () => {
  assert.is(
    messageOf(() => built({ gamma0: 5, gamma1: 5 })),
    'gamma1  Expected gamma1 > gamma0, got gamma1 = 5 and gamma0 = 5. gamma1 is the noisy end ' +
      '(t = 0) and gamma0 the clean end (t = 1), since SNR = exp(-gamma).  [invalid_schedule]',
  );
  assert.is(
    messageOf(() => built({ width: 0, gamma0: -21 })),
    'gamma0  Expected a number >= -20, got -21.  [out_of_range]\nwidth  Expected a number >= 1, got 0.  [out_of_range]',
  );
});

test.run();

// A plain sum of 1024 terms, as on the portable backend, costs about one digit of float32.
testContinuousSchedule(learned, {}, { oracle, tolerance: 2e-5 });
testContinuousSchedule(learned, { width: 16 }, { oracle });
testContinuousSchedule(learned, { width: 2, gamma0: -3, gamma1: 6 }, { oracle });

function shifted(parameters: Tensors, shift: Readonly<Record<string, number>>): Tensors {
  return Object.fromEntries(Object.entries(parameters).map(([path, value]) => [path, tf.add(value, shift[path] ?? 0)]));
}
