import type { Tensors } from '@noprop/core';
import { compile, readTensor, tf } from '@noprop/engine';
import type { BoundField } from '../field';
import { mapTensors } from '../runge-kutta';
import { type AttemptInput, type AttemptOutput, attemptStep, type Estimating, evaluationsOf } from './attempt';
import type { Segment } from './dense-output';
import { drive, float32, type Steps } from './drive';
import { firstStepOf } from './start';
import type { AdaptiveTask } from './task';

export interface Solved<S extends Tensors> {
  readonly state: S;
  readonly accepted: number;
  readonly rejected: number;
  readonly evaluations: number;
  /** Times of the accepted steps, including both ends. */
  readonly times: readonly number[];
  /** The accepted steps; empty unless they are kept. */
  readonly segments: readonly Segment<S>[];
}

/** Default limit on the number of attempts. */
const MAX_STEPS = 10_000;

type Point<S extends Tensors> = Omit<AttemptOutput<S>, 'error'>;

/**
 * Drives tensor steps from start to end. Call it inside a scope that frees everything that is not returned.
 *
 * @param keep whether to keep the accepted steps for dense output
 */
export function solve<S extends Tensors>(
  field: BoundField<S>,
  first: S,
  tableau: Estimating,
  keep: boolean,
  options: AdaptiveTask & { readonly compile?: boolean },
): Solved<S> {
  const { from, to, maxSteps = MAX_STEPS } = options;
  const segments: Segment<S>[] = [];
  const times = [from];
  const start: Point<S> = { state: copy(first), slope: copy(field(tf.scalar(from), first)), powers: [] };
  const errorOrder = Math.min(tableau.order, tableau.embedded.order);
  const opening = options.firstStep ?? firstStepOf(field, start.state, start.slope, errorOrder, options);

  const attempt = attemptStep(field, tableau, options, keep);
  const compiled = options.compile === true ? compile(attempt, { name: 'ode_step' }) : undefined;
  const run = compiled ?? tidied(attempt);
  const steps: Steps<Point<S>> = {
    attempt: (t, h, { state, slope }) => {
      const [time, length] = [tf.scalar(t), tf.scalar(h)];
      const { error, ...point } = run({ t: time, h: length, state, slope });
      const value = readTensor(error)[0] as number;
      tf.dispose([time, length, error]);
      return { error: value, point };
    },
    accept: ({ t, h, end }, before, after) => {
      times.push(end);
      tf.dispose(before.slope as never);
      if (keep) segments.push({ start: t, h, state: before.state, powers: after.powers });
      else tf.dispose(before.state as never);
    },
    reject: (point) => tf.dispose(point as never),
  };
  try {
    const limits = { from, to, firstStep: opening, maxSteps, errorOrder, precision: float32 };
    const { point, accepted, rejected } = drive(start, steps, limits);
    const evaluations = (options.firstStep === undefined ? 2 : 1) + (accepted + rejected) * evaluationsOf(tableau);
    return { state: point.state, accepted, rejected, evaluations, times, segments };
  } finally {
    compiled?.dispose();
  }
}

function tidied<S extends Tensors>(attempt: Attempting<S>): Attempting<S> {
  return (input) => tf.tidy(() => attempt(input) as never) as unknown as AttemptOutput<S>;
}

type Attempting<S extends Tensors> = (input: AttemptInput<S>) => AttemptOutput<S>;

const copy = <S extends Tensors>(tensors: S): S => mapTensors(tensors, (tensor) => tf.clone(tensor));
