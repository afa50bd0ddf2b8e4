import { assertFinite, odeError } from '../errors';

/** What an adaptive solve is asked for. */
export interface AdaptiveTask {
  readonly from: number;
  /** Less than `from`: backwards in time. */
  readonly to: number;
  /** Allowed error of a step as a part of each number's magnitude. */
  readonly relativeTolerance: number;
  /** Allowed error of a step beside that; above 0. */
  readonly absoluteTolerance: number;
  /** Length of the first attempt; chosen from the field where it is left out, for one evaluation more. */
  readonly firstStep?: number;
  /** Attempts, accepted or rejected, after which the solve is given up; 10,000 where it is left out. */
  readonly maxSteps?: number;
}

/** @throws NopropError `invalid_grid`, `invalid_tolerance` */
export function assertTask(task: AdaptiveTask): void {
  const { from, to, relativeTolerance, absoluteTolerance, firstStep, maxSteps = 1 } = task;
  assertFinite({ from, to });
  if (!(relativeTolerance >= 0 && relativeTolerance < 1 && absoluteTolerance > 0 && absoluteTolerance < Infinity)) {
    throw odeError(
      'invalid_tolerance',
      `relativeTolerance must lie in [0, 1) and absoluteTolerance above 0, found ${relativeTolerance} and ${absoluteTolerance}.`,
      'float32 states carry about 7 digits: 1e-6 is as tight as it goes.',
    );
  }
  if (firstStep !== undefined && !(firstStep > 0 && firstStep < Infinity)) {
    throw odeError(
      'invalid_grid',
      `firstStep must be a positive length, found ${firstStep}.`,
      'It is a length in either direction of time.',
    );
  }
  if (!(Number.isInteger(maxSteps) && maxSteps >= 1)) {
    throw odeError(
      'invalid_grid',
      `maxSteps must be a positive integer, found ${maxSteps}.`,
      'Give a number of steps.',
    );
  }
}
