/** The norms that determine the first step, each in units of the tolerance. */
export interface StartNorms {
  /** |y|. */
  readonly state: number;
  /** |f|. */
  readonly slope: number;
  /** |f(t + h, y + h f) - f(t, y)| / h for an Euler step of length h: an estimate of the second derivative. */
  readonly curvature: (h: number) => number;
}

/**
 * Length of the first step, at most `span`. A small Euler step estimates the second derivative, which then gives the
 * length that suits a method of this order. E. Hairer, S. P. Norsett, G. Wanner, Solving Ordinary Differential
 * Equations I, section II.4.
 */
export function firstStep({ state, slope, curvature }: StartNorms, order: number, span: number): number {
  const small = state < 1e-5 || slope < 1e-5 ? 1e-6 : (0.01 * state) / slope;
  const eulerStep = Math.min(small, span);
  const steepest = Math.max(slope, curvature(eulerStep));
  const suited = steepest <= 1e-15 ? Math.max(1e-6, eulerStep * 1e-3) : (0.01 / steepest) ** (1 / (order + 1));
  const length = Math.min(100 * eulerStep, suited, span);
  // NaN or 0 here means that the field is not finite, which the first attempt will report.
  return length > 0 ? length : eulerStep;
}
