import type { Prediction, TrajectoryState } from '@noprop/core';
import { readTensor } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Sizes that a prediction must have. */
export interface PredictionSizes {
  /** B. */
  readonly batch: number;
  /** D. */
  readonly dimension: number;
  /** K. */
  readonly classes: number;
}

/**
 * What is wrong with the trajectory of a prediction, a sentence each: states must lead from t = 0 to
 * t = 1, with numbers in them, to the scores of the prediction and through those of its chain.
 */
export function trajectoryProblems(prediction: Prediction, sizes: PredictionSizes): readonly string[] {
  const { trajectory, scores, chain = [] } = prediction;
  if (trajectory === undefined) return [];
  const last = trajectory.at(-1);
  if (last === undefined) return ['The trajectory has no state.'];
  return [
    ...timeProblems(trajectory.map(({ t }) => t)),
    ...trajectory.flatMap((state) => stateProblems(state, sizes)),
    ...(isEqual(last.scores, scores) ? [] : ['The scores of the last state are not those of the prediction.']),
    ...chain.flatMap((each, i) => chainProblems(each, (i + 1) / chain.length, trajectory)),
  ];
}

function timeProblems(times: readonly number[]): string[] {
  const rise = times.every((t, i) => i === 0 || t > (times[i - 1] as number));
  return rise && times[0] === 0 && times.at(-1) === 1
    ? []
    : [`The times of the states must rise from 0 to 1, found ${times.join(', ')}.`];
}

function stateProblems({ t, z, scores }: TrajectoryState, { batch, dimension, classes }: PredictionSizes): string[] {
  return [
    ...shapeProblems(`z at t = ${t}`, z, [batch, dimension]),
    ...shapeProblems(`The scores at t = ${t}`, scores, [batch, classes]),
    ...([...readTensor(z)].every(Number.isFinite) ? [] : [`z at t = ${t} is not finite.`]),
  ];
}

function shapeProblems(what: string, { shape }: Tensor, wanted: readonly number[]): string[] {
  if (`${shape}` === `${wanted}`) return [];
  return [`${what}: wanted the shape [${wanted.join(', ')}], found [${shape.join(', ')}].`];
}

/** A trajectory may show other times than the chain does. */
function chainProblems(scores: Tensor, t: number, trajectory: readonly TrajectoryState[]): string[] {
  const state = trajectory.find((each) => Math.abs(each.t - t) < 1e-9);
  if (state === undefined || isEqual(state.scores, scores)) return [];
  return [`The scores at t = ${state.t} are not those of the chain.`];
}

function isEqual(a: Tensor, b: Tensor): boolean {
  const [mine, others] = [readTensor(a), readTensor(b)];
  return mine.length === others.length && mine.every((value, i) => Object.is(value, others[i]));
}
