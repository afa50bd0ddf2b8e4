/** The norms that the choice of a first step looks at, each in units of the tolerance. */
export interface StartNorms {
  /** |y|. */
  readonly state: number;
  /** |f|. */
  readonly slope: number;
  /** |f(t + h, y + h f) - f(t, y)| / h of an Euler step of this length: an estimate of the second derivative. */
  readonly curvature: (h: number) => number;
}

/**
 * Length of the first step, at most `span`: an Euler step whose error is about a hundredth of the tolerance, and
 * from it the length that suits a method of this order. E. Hairer, S. P. Norsett, G. Wanner, Solving
 * Ordinary Differential Equations I, section II.4.
 */
export function firstStep({ state, slope, curvature }: StartNorms, order: number, span: number): number {
  const small = state < 1e-5 || slope < 1e-5 ? 1e-6 : (0.01 * state) / slope;
  const trial = Math.min(small, span);
  const steepest = Math.max(slope, curvature(trial));
  const suited = steepest <= 1e-15 ? Math.max(1e-6, trial * 1e-3) : (0.01 / steepest) ** (1 / (order + 1));
  const length = Math.min(100 * trial, suited, span);
  // Where the field is not finite, the first attempt finds it out and says so.
  return length > 0 ? length : trial;
}
