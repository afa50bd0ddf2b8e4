import type { Expectation } from '../record/record';

export interface ExpectationResult {
  readonly expected: 'met' | 'missed' | 'none';
  readonly expectation?: Expectation;
  readonly reason?: string;
}

/**
 * Whether a mean is as near to the expected figure as the pipeline's tolerance says. Without a tolerance nothing is
 * promised. With one, a figure that was not measured is missed: what nobody looked at is not reproduced.
 *
 * @param mean measured, a fraction
 */
export function checkExpectation(expectation: Expectation | undefined, mean: number | undefined): ExpectationResult {
  if (expectation?.tolerance === undefined) return { expected: 'none' };
  const { paper, tolerance } = expectation;
  const missed = (reason: string): ExpectationResult => ({ expected: 'missed', expectation, reason });
  if (paper === undefined) return missed('the pipeline gives a tolerance without the figure that it is for');
  if (mean === undefined) return missed('it was not measured');
  const difference = Math.abs(mean - paper);
  // Decimal fractions are not exact in binary: 0.99 - 0.98 is more than 0.01.
  if (difference <= tolerance + ROUNDING) return { expected: 'met', expectation };
  return missed(`${points(difference)} points from ${points(paper)} %, ${points(tolerance)} are allowed`);
}

const ROUNDING = 1e-12;

const points = (fraction: number): string => (100 * fraction).toFixed(2);
