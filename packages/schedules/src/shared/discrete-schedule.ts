import { type DiscreteSchedule, NopropError, type Transition } from '@noprop/core';

/**
 * Creates a frozen discrete schedule from its retained signal abar_0..abar_T. It checks the laws on creation: abar is
 * inside (0, 1), and both abar and the SNR increase strictly.
 *
 * @param alphaBar T + 1 values, from noise (t = 0) to clean (t = T)
 * @param path the option that holds the values, for the issue; empty if they follow from all options
 * @throws NopropError `invalid_schedule` with the first value or pair of values that breaks a law
 * @paper eq:4 eq:5
 */
export function createDiscreteSchedule(alphaBar: readonly number[], path = ''): DiscreteSchedule {
  if (alphaBar.length < 2) {
    throw invalid(path, `Expected at least 2 values of alphaBar (t = 0..T), got ${alphaBar.length}.`);
  }
  alphaBar.forEach((value, t) => {
    if (!(value > 0 && value < 1))
      throw invalid(path, `Expected alphaBar inside (0, 1), got alphaBar[${t}] = ${value}.`);
  });
  assertIncreasing('alphaBar', alphaBar, path);
  const snr = alphaBar.map((value) => value / (1 - value));
  assertIncreasing('snr', snr, path);

  const steps = alphaBar.length - 1;
  const transitions = Array.from({ length: steps }, (_, i) =>
    transitionBetween(alphaBar[i] as number, alphaBar[i + 1] as number),
  );
  return Object.freeze({
    kind: 'discrete',
    steps,
    alphaBar: Object.freeze([...alphaBar]),
    snr: Object.freeze(snr),
    transition: (t: number) => {
      const transition = transitions[t - 1];
      if (transition === undefined) throw new Error(`internal: no transition to t = ${t}; t runs from 1 to ${steps}.`);
      return transition;
    },
  });
}

/**
 * a_t, b_t and c_t from abar_{t-1} and abar_t, with rho = SNR(t-1) / SNR(t). This form avoids the cancellation in
 * 1 - alpha_{t-1} when alpha is near 1.
 *
 * @paper eq:5
 */
function transitionBetween(previous: number, current: number): Transition {
  const rho = (previous * (1 - current)) / (current * (1 - previous));
  const oneMinusRho = (current - previous) / (current * (1 - previous));
  return Object.freeze({
    a: Math.sqrt(current) * oneMinusRho,
    b: rho * Math.sqrt(current / previous),
    c: (1 - current) * oneMinusRho,
  });
}

function assertIncreasing(name: string, values: readonly number[], path: string): void {
  const t = values.findIndex((value, i) => i > 0 && !(value > (values[i - 1] as number)));
  if (t === -1) return;
  throw invalid(
    path,
    `Expected ${name} to increase strictly with t, got ${name}[${t}] = ${values[t]} after ` +
      `${name}[${t - 1}] = ${values[t - 1]}.`,
  );
}

function invalid(path: string, message: string): NopropError {
  const hint = 't = 0 is the noisy end and t = T the clean end, the reverse of most diffusion models.';
  return new NopropError({ code: 'invalid_schedule', path, message, hint });
}
