import { NopropError } from '@noprop/core';

/** Options of a continuous schedule: gamma = -log SNR at both ends. */
export const endsProperties = {
  gamma0: {
    type: 'number',
    minimum: -20,
    maximum: 20,
    default: -5,
    description: 'gamma at t = 1, the clean end: SNR(1) = exp(-gamma0).',
    'x-paper': 'eq:32',
  },
  gamma1: {
    type: 'number',
    minimum: -20,
    maximum: 20,
    default: 5,
    description: 'gamma at t = 0, the noisy end: SNR(0) = exp(-gamma1). Must be greater than gamma0.',
    'x-paper': 'eq:32',
  },
} as const;

/**
 * gamma1 - gamma0, the rise of log SNR from noise to clean.
 *
 * @throws NopropError `invalid_schedule` unless it is positive, because SNR must increase with t
 */
export function spreadOf({ gamma0, gamma1 }: { readonly gamma0: number; readonly gamma1: number }): number {
  if (gamma1 > gamma0) return gamma1 - gamma0;
  throw new NopropError({
    code: 'invalid_schedule',
    path: 'gamma1',
    message: `Expected gamma1 > gamma0, got gamma1 = ${gamma1} and gamma0 = ${gamma0}.`,
    hint: 'gamma1 is the noisy end (t = 0) and gamma0 the clean end (t = 1), since SNR = exp(-gamma).',
  });
}
