import type { TrajectoryState } from '@noprop/core';
import { readTensor, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { softmaxRows } from './softmax';

/** One state of an image between noise and class. */
export interface TrajectoryPoint {
  /** Time in [0, 1]: 0 is noise, 1 is clean. */
  readonly t: number;
  /** The state, [D]. */
  readonly z: Float32Array;
  /** Softmax of the scores read from z, [K]. */
  readonly probabilities: Float64Array;
}

/** The states of one image, starting from noise. */
export type Trajectory = readonly TrajectoryPoint[];

/** States of a batch as tensors: S states of the first R images. */
export interface StackedStates {
  /** [S]. */
  readonly t: Tensor;
  /** [S R D]. */
  readonly z: Tensor;
  /** [S R K]. */
  readonly scores: Tensor;
}

/** Longer trajectories are thinned out evenly to this many states, keeping the first and the last. */
const MOST_STATES = 21;

/** Stacks the states to show, for the first `rows` images. */
export function stackStates(states: readonly TrajectoryState[], rows: number): StackedStates {
  const picked = thinOut(states, MOST_STATES);
  const first = (tensor: Tensor): Tensor => tf.slice(tensor, [0, 0], [Math.min(rows, tensor.shape[0] as number), -1]);
  return {
    t: tf.tensor1d(picked.map(({ t }) => t)),
    z: tf.stack(picked.map(({ z }) => first(z))),
    scores: tf.stack(picked.map(({ scores }) => first(scores))),
  };
}

/** Reads stacked states back from the device, by image, and disposes them. */
export function readStates({ t, z, scores }: StackedStates): readonly Trajectory[] {
  const [, rows, width] = z.shape as [number, number, number];
  const classes = scores.shape[2] as number;
  const times = readTensor(t);
  const values = readTensor(z) as Float32Array;
  const probabilities = softmaxRows(readTensor(scores) as Float32Array, classes);
  tf.dispose([t, z, scores]);
  return Array.from({ length: rows }, (_, row) =>
    Array.from(times, (time, state) => {
      const at = state * rows + row;
      return {
        t: time,
        z: values.slice(at * width, (at + 1) * width),
        probabilities: probabilities[at] as Float64Array,
      };
    }),
  );
}

function thinOut<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, i) => items[Math.round((i * (items.length - 1)) / (most - 1))] as T);
}
