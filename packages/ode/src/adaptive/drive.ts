import { odeError } from '../errors';
import { isAccepted, nextFactor, noMemory, remember } from './control';

/** The time interval and step limits of a solve, and the precision of its states. */
export interface DriveOptions {
  readonly from: number;
  readonly to: number;
  /** Length of the first attempt; positive. */
  readonly firstStep: number;
  readonly maxSteps: number;
  /** Order of the less accurate of the two methods. */
  readonly errorOrder: number;
  readonly precision: Precision;
}

/** The floating-point format of the states: its machine epsilon, and how a double is rounded to it. */
export interface Precision {
  readonly epsilon: number;
  readonly round: (value: number) => number;
}

export const float32: Precision = { epsilon: 2 ** -23, round: Math.fround };
export const float64: Precision = { epsilon: 2 ** -52, round: (value) => value };

/** One attempted step. The point is its end, in whatever form the arithmetic stores one. */
export interface Attempt<Point> {
  /** Estimated error in units of the tolerance; not finite if the field is not. */
  readonly error: number;
  readonly point: Point;
}

export interface Steps<Point> {
  attempt(t: number, h: number, point: Point): Attempt<Point>;
  /** Called when the step from `before` to `after` is accepted. */
  accept(step: Accepted, before: Point, after: Point): void;
  reject(point: Point): void;
}

export interface Accepted {
  readonly t: number;
  readonly h: number;
  /** t + h, or exactly `to` for the last step. */
  readonly end: number;
}

export interface Driven<Point> {
  readonly point: Point;
  readonly accepted: number;
  readonly rejected: number;
}

/**
 * Attempts steps from `from` to `to`, each as long as the tolerance allows.
 *
 * @throws NopropError `step_underflow`, `field_not_finite`, `too_many_steps`, each with the time reached
 */
export function drive<Point>(start: Point, steps: Steps<Point>, options: DriveOptions): Driven<Point> {
  const { from, to, maxSteps, errorOrder, precision } = options;
  const direction = Math.sign(to - from);
  let [t, length, point, memory] = [from, options.firstStep, start, noMemory];
  let [accepted, rejected] = [0, 0];
  while (t !== to) {
    // Stretch the last step by up to 1 % rather than leave a tiny one.
    const isLast = Math.abs(to - t) <= 1.01 * length;
    const h = precision.round(isLast ? to - t : direction * length);
    if (accepted + rejected >= maxSteps) throw tooManySteps(options, t, accepted, rejected);
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
    const least = leastStep(t, options);
    if (length < least && t !== to && !isAccepted(attempt.error)) throw underflow(t, least, attempt.error);
  }
  return { point, accepted, rejected };
}

/** Ten times the spacing of floating-point numbers at t, so that the stages of a step have distinct times. */
function leastStep(t: number, { from, to, precision }: DriveOptions): number {
  // The spacing vanishes near t = 0, where the length of the interval sets the bound instead.
  return 10 * precision.epsilon * Math.max(Math.abs(t), 1e-6 * Math.abs(to - from));
}

function underflow(t: number, least: number, error: number) {
  const [at, bound] = [short(t), short(least)];
  if (!Number.isFinite(error)) return fieldNotFinite(`after t = ${at}, even for steps as short as ${bound}`);
  return odeError(
    'step_underflow',
    `The step size fell below ${bound} at t = ${at}: the problem is stiff or the field is not finite.`,
    'Loosen the tolerances, check the field near that time, or use a fixed grid.',
  );
}

/** @param where e.g. `at t = 0` */
export function fieldNotFinite(where: string) {
  return odeError(
    'field_not_finite',
    `The state or its derivative is not finite ${where}.`,
    'Look for a division by 0, a logarithm or root of a negative number in the field, or a solution that blows up.',
  );
}

function tooManySteps({ from, to, maxSteps }: DriveOptions, t: number, accepted: number, rejected: number) {
  return odeError(
    'too_many_steps',
    `Reached only t = ${short(t)} from ${from} to ${to} after ${maxSteps} steps ` +
      `(${accepted} accepted, ${rejected} rejected).`,
    'Raise maxSteps or loosen the tolerances. A stiff problem needs another method.',
  );
}

const short = (value: number): number => Number(value.toPrecision(6));
