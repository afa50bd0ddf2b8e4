import type { Prediction, TrajectoryState } from '@noprop/core';
import { readTensor } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** The expected sizes of a prediction. */
export interface PredictionSizes {
  /** B. */
  readonly batch: number;
  /** D. */
  readonly dimension: number;
  /** K. */
  readonly classes: number;
}

/**
 * The problems of a prediction's trajectory, one sentence each: finite states must lead from t = 0 to t = 1,
 * and their scores must match those of the chain and, at the end, those of the prediction.
 */
export function trajectoryProblems(prediction: Prediction, sizes: PredictionSizes): readonly string[] {
  const { trajectory, scores, chain = [] } = prediction;
  if (trajectory === undefined) return [];
  const last = trajectory.at(-1);
  if (last === undefined) return ['The trajectory has no states.'];
  return [
    ...timeProblems(trajectory.map(({ t }) => t)),
    ...trajectory.flatMap((state) => stateProblems(state, sizes)),
    ...(isEqual(last.scores, scores) ? [] : ['The scores of the last state differ from those of the prediction.']),
    ...chain.flatMap((each, i) => chainProblems(each, (i + 1) / chain.length, trajectory)),
  ];
}

function timeProblems(times: readonly number[]): string[] {
  const rise = times.every((t, i) => i === 0 || t > (times[i - 1] as number));
  return rise && times[0] === 0 && times.at(-1) === 1
    ? []
    : [`Expected times rising from 0 to 1, got ${times.join(', ')}.`];
}

function stateProblems({ t, z, scores }: TrajectoryState, { batch, dimension, classes }: PredictionSizes): string[] {
  return [
    ...shapeProblems(`z at t = ${t}`, z, [batch, dimension]),
    ...shapeProblems(`scores at t = ${t}`, scores, [batch, classes]),
    ...([...readTensor(z)].every(Number.isFinite) ? [] : [`z at t = ${t} is not finite.`]),
  ];
}

function shapeProblems(what: string, { shape }: Tensor, expected: readonly number[]): string[] {
  if (`${shape}` === `${expected}`) return [];
  return [`${what}: expected shape [${expected.join(', ')}], got [${shape.join(', ')}].`];
}

/** The trajectory need not have a state at every time of the chain. */
function chainProblems(scores: Tensor, t: number, trajectory: readonly TrajectoryState[]): string[] {
  const state = trajectory.find((each) => Math.abs(each.t - t) < 1e-9);
  if (state === undefined || isEqual(state.scores, scores)) return [];
  return [`The scores at t = ${state.t} differ from those of the chain.`];
}

function isEqual(a: Tensor, b: Tensor): boolean {
  const [mine, others] = [readTensor(a), readTensor(b)];
  return mine.length === others.length && mine.every((value, i) => Object.is(value, others[i]));
}
