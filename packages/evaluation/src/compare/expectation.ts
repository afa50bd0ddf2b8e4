import type { Expectation } from '../record/record';

export interface ExpectationResult {
  readonly expected: 'met' | 'missed' | 'none';
  readonly expectation?: Expectation;
  readonly reason?: string;
}

/**
 * Whether a mean is within the pipeline's tolerance of the expected value; `none` without a tolerance. With one, a
 * missing measurement counts as missed.
 *
 * @param mean the measured mean, a fraction
 */
export function checkExpectation(expectation: Expectation | undefined, mean: number | undefined): ExpectationResult {
  if (expectation?.tolerance === undefined) return { expected: 'none' };
  const { paper, tolerance } = expectation;
  const missed = (reason: string): ExpectationResult => ({ expected: 'missed', expectation, reason });
  if (paper === undefined) return missed('the pipeline has a tolerance but no expected value');
  if (mean === undefined) return missed('not measured');
  const difference = Math.abs(mean - paper);
  // Decimal fractions are inexact in binary: 0.99 - 0.98 is more than 0.01.
  if (difference <= tolerance + ROUNDING) return { expected: 'met', expectation };
  return missed(`${points(difference)} points from ${points(paper)} % (tolerance ${points(tolerance)})`);
}

const ROUNDING = 1e-12;

const points = (fraction: number): string => (100 * fraction).toFixed(2);
