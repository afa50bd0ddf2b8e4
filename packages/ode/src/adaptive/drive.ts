import { odeError } from '../errors';
import { isAccepted, nextFactor, noMemory, remember } from './control';

/** Where a solve goes, and how finely the arithmetic tells times apart. */
export interface Way {
  readonly from: number;
  readonly to: number;
  /** Length of the first attempt, positive. */
  readonly firstStep: number;
  readonly maxSteps: number;
  /** Order of the less accurate of the two methods. */
  readonly errorOrder: number;
  readonly precision: Precision;
}

/** The arithmetic of the states: the distance from 1 to the next number, and a double rounded to it. */
export interface Precision {
  readonly epsilon: number;
  readonly round: (value: number) => number;
}

export const float32: Precision = { epsilon: 2 ** -23, round: Math.fround };
export const float64: Precision = { epsilon: 2 ** -52, round: (value) => value };

/** One attempted step; its point is that of the end, whatever the arithmetic keeps of one. */
export interface Attempt<Point> {
  /** In units of the tolerance; not finite where the field is not. */
  readonly error: number;
  readonly point: Point;
}

export interface Steps<Point> {
  attempt(t: number, h: number, point: Point): Attempt<Point>;
  /** The step of length h from `before` at t was accepted; it ends at `end`. */
  accept(step: Accepted, before: Point, after: Point): void;
  reject(point: Point): void;
}

export interface Accepted {
  readonly t: number;
  readonly h: number;
  /** t + h, or the end of the way itself. */
  readonly end: number;
}

export interface Driven<Point> {
  readonly point: Point;
  readonly accepted: number;
  readonly rejected: number;
}

/**
 * Attempts steps until the end is reached, each as long as the tolerance allows.
 *
 * @throws NopropError `step_underflow`, `field_not_finite`, `too_many_steps`, each with the time that was reached
 */
export function drive<Point>(start: Point, steps: Steps<Point>, way: Way): Driven<Point> {
  const { from, to, maxSteps, errorOrder, precision } = way;
  const direction = Math.sign(to - from);
  let [t, length, point, memory] = [from, way.firstStep, start, noMemory];
  let [accepted, rejected] = [0, 0];
  while (t !== to) {
    // Stretched by up to 1 %, rather than leaving a tiny last step.
    const isLast = Math.abs(to - t) <= 1.01 * length;
    const h = precision.round(isLast ? to - t : direction * length);
    if (accepted + rejected >= maxSteps) throw tooManySteps(way, t, accepted, rejected);
    const attempt = steps.attempt(t, h, point);
    const factor = nextFactor(attempt.error, errorOrder, memory);
    if (isAccepted(attempt.error)) {
      const end = isLast ? to : t + h;
      steps.accept({ t, h, end }, point, attempt.point);
      [t, point] = [end, attempt.point];
      accepted++;
    } else {
      steps.reject(attempt.point);
      rejected++;
    }
    length = Math.abs(h) * factor;
    memory = remember(attempt.error, memory);
    const least = leastStep(t, way);
    if (length < least && t !== to && !isAccepted(attempt.error)) throw underflow(t, least, attempt.error);
  }
  return { point, accepted, rejected };
}

/** Ten times the distance of neighbouring numbers at t, so that the stages of a step have times of their own. */
function leastStep(t: number, { from, to, precision }: Way): number {
  // Near 0 numbers lie close, but a step that is nothing beside the whole way leads nowhere either.
  return 10 * precision.epsilon * Math.max(Math.abs(t), 1e-6 * Math.abs(to - from));
}

function underflow(t: number, least: number, error: number) {
  const [at, bound] = [short(t), short(least)];
  if (!Number.isFinite(error)) return fieldNotFinite(`after t = ${at}, however short the step (down to ${bound})`);
  return odeError(
    'step_underflow',
    `The step fell below ${bound} at t = ${at}: the problem is stiff or the field is not finite.`,
    'Loosen the tolerances, look at the field there, or use a fixed grid.',
  );
}

/** @param where e.g. `at t = 0` */
export function fieldNotFinite(where: string) {
  return odeError(
    'field_not_finite',
    `The state or its derivative is not finite ${where}.`,
    'Look for a division by 0, a logarithm or a root of a negative number in the field, or a solution that explodes.',
  );
}

function tooManySteps({ from, to, maxSteps }: Way, t: number, accepted: number, rejected: number) {
  return odeError(
    'too_many_steps',
    `${maxSteps} steps reached t = ${short(t)} on the way from ${from} to ${to} (${accepted} accepted, ${rejected} rejected).`,
    'Raise maxSteps or loosen the tolerances; a stiff problem needs another method.',
  );
}

const short = (value: number): number => Number(value.toPrecision(6));
