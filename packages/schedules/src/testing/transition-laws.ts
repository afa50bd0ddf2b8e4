import type { DiscreteSchedule } from '@noprop/core';
import * as assert from 'uvu/assert';

/** Transition t of a discrete schedule, with the values before and after it. */
export interface Step {
  readonly t: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** abar_{t-1}. */
  readonly previous: number;
  /** abar_t. */
  readonly current: number;
  /** alpha_{t-1}. */
  readonly alpha: number;
  readonly snr: number;
  readonly previousSnr: number;
}

/** Transitions 1..T. */
export function stepsOf({ steps, alphaBar, snr, transition }: DiscreteSchedule): readonly Step[] {
  return Array.from({ length: steps }, (_, i) => {
    const [previous, current] = [alphaBar[i] as number, alphaBar[i + 1] as number];
    const [previousSnr, currentSnr] = [snr[i] as number, snr[i + 1] as number];
    return {
      t: i + 1,
      ...transition(i + 1),
      previous,
      current,
      alpha: previous / current,
      snr: currentSnr,
      previousSnr,
    };
  });
}

/**
 * The laws of every transition of the chain, in doubles.
 *
 * @paper eq:5 eq:25
 */
export const transitionLaws: Readonly<Record<string, (step: Step) => void>> = {
  'is the posterior of q(z_t | y) q(z_{t-1} | z_t)': ({ t, a, b, c, current, alpha }) => {
    const precision = 1 / (1 - current) + alpha / (1 - alpha);
    near(c, 1 / precision, t);
    near(a, Math.sqrt(current) / (1 - current) / precision, t);
    near(b, Math.sqrt(alpha) / (1 - alpha) / precision, t);
  },
  'matches the textbook form': ({ t, a, b, c, previous, current, alpha }) => {
    near(a, (Math.sqrt(current) * (1 - alpha)) / (1 - previous), t);
    near(b, (Math.sqrt(alpha) * (1 - current)) / (1 - previous), t);
    near(c, ((1 - current) * (1 - alpha)) / (1 - previous), t);
  },
  'preserves the mean and variance of the marginals': ({ t, a, b, c, previous, current }) => {
    near(a + b * Math.sqrt(previous), Math.sqrt(current), t);
    near(b * b * (1 - previous) + c, 1 - current, t);
  },
  'weights the error in the KL by half the SNR increment': ({ t, a, c, snr, previousSnr }) => {
    near((a * a) / (2 * c), (snr - previousSnr) / 2, t);
  },
};

/** Asserts near equality: absolute error for values below 1, relative error above. */
export function near(actual: number, expected: number, t: number): void {
  const error = Math.abs(actual - expected) / Math.max(1, Math.abs(expected));
  assert.ok(error <= 1e-12, `t = ${t}: expected ${expected}, got ${actual}, off by ${error}`);
}
