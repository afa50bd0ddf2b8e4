/** Coefficients of one transition z_t = a uHat + b z_{t-1} + sqrt(c) eps. @paper eq:2 eq:5 */
export interface Transition {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/**
 * A fixed noise schedule in discrete time. t = 0 is noise, t = T is clean: `alphaBar` increases.
 * @paper eq:4 eq:5
 */
export interface DiscreteSchedule {
  readonly kind: 'discrete';
  /** T. */
  readonly steps: number;
  /** abar_t for t = 0..T, strictly increasing inside (0, 1). */
  readonly alphaBar: readonly number[];
  /** SNR(t) = abar_t / (1 - abar_t) for t = 0..T. */
  readonly snr: readonly number[];
  /** Coefficients of the step from t-1 to t, t = 1..T. */
  transition(t: number): Transition;
}

export type Schedule = DiscreteSchedule;
