/** Aim below the tolerance, so that most steps are accepted. */
const SAFETY = 0.9;
/** Bounds of the factor by which one attempt may change the step. */
const [SHRINK, GROWTH] = [0.2, 10];
/** Weight of the previous error: Hairer's beta for dopri5. */
const BETA = 0.04;
/** Smallest error that is remembered; smaller ones do not help to predict the next. */
const LEAST_ERROR = 1e-4;

/** What the controller remembers between attempts. */
export interface Memory {
  /** Error of the last accepted step, in units of the tolerance. */
  readonly error: number;
  /** Whether the last attempt was rejected. */
  readonly rejected: boolean;
}

export const noMemory: Memory = { error: LEAST_ERROR, rejected: false };

/** Errors are in units of the tolerance. NaN is rejected. */
export const isAccepted = (error: number): boolean => error <= 1;

/**
 * The factor by which to scale the step for the next attempt, from a PI controller: E. Hairer, G. Wanner,
 * Solving Ordinary Differential Equations II, section IV.2. A non-finite error shrinks the step as much as one
 * attempt may.
 *
 * @param error of this attempt
 * @param errorOrder order of the less accurate of the two methods: `error` shrinks as h^(errorOrder + 1)
 */
export function nextFactor(error: number, errorOrder: number, memory: Memory): number {
  if (!Number.isFinite(error)) return SHRINK;
  const integral = SAFETY * error ** -(1 / (errorOrder + 1) - 0.75 * BETA);
  if (!isAccepted(error)) return Math.max(SHRINK, integral);
  // Do not grow the step right after a rejection, because it would likely be rejected again.
  return Math.min(memory.rejected ? 1 : GROWTH, Math.max(SHRINK, integral * memory.error ** BETA));
}

export function remember(error: number, memory: Memory): Memory {
  if (!isAccepted(error)) return { ...memory, rejected: true };
  return { error: Math.max(error, LEAST_ERROR), rejected: false };
}
