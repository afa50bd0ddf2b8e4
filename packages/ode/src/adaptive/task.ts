import { assertFinite, odeError } from '../errors';

/** The options of every adaptive solve. */
export interface AdaptiveTask {
  readonly from: number;
  /** If less than `from`, time runs backwards. */
  readonly to: number;
  /** Allowed error per step, relative to the magnitude of each number; in [0, 1). */
  readonly relativeTolerance: number;
  /** Allowed absolute error per step, added to the relative one; above 0. */
  readonly absoluteTolerance: number;
  /** Length of the first attempt. By default it is chosen from the field, which takes one more evaluation. */
  readonly firstStep?: number;
  /** Number of attempts, accepted or rejected, after which the solve fails; defaults to 10,000. */
  readonly maxSteps?: number;
}

/** @throws NopropError `invalid_grid`, `invalid_tolerance` */
export function assertTask(task: AdaptiveTask): void {
  const { from, to, relativeTolerance, absoluteTolerance, firstStep, maxSteps = 1 } = task;
  assertFinite({ from, to });
  if (!(relativeTolerance >= 0 && relativeTolerance < 1 && absoluteTolerance > 0 && absoluteTolerance < Infinity)) {
    throw odeError(
      'invalid_tolerance',
      `Expected relativeTolerance in [0, 1) and a finite absoluteTolerance > 0, got ${relativeTolerance} ` +
        `and ${absoluteTolerance}.`,
      'float32 states have about 7 digits, so the tightest useful tolerance is about 1e-6.',
    );
  }
  if (firstStep !== undefined && !(firstStep > 0 && firstStep < Infinity)) {
    throw odeError(
      'invalid_grid',
      `Expected firstStep to be positive and finite, got ${firstStep}.`,
      'It is a length, so it is positive in either direction of time.',
    );
  }
  if (!(Number.isInteger(maxSteps) && maxSteps >= 1)) {
    throw odeError(
      'invalid_grid',
      `Expected maxSteps to be a positive integer, got ${maxSteps}.`,
      'Give the largest number of steps to attempt.',
    );
  }
}
