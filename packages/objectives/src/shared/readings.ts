import type { PredictInputs, Prediction, TrajectoryState } from '@noprop/core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** States of a chain between its first and its last that diagnostics and trajectories look at, at most. */
const SHOWN = 10;

/** How many equally long parts a chain of so many steps is cut into: 1 where nobody looks inside. */
export function partsOf(
  steps: number,
  { diagnostics, trajectory = false }: Pick<PredictInputs, 'diagnostics' | 'trajectory'>,
): number {
  if (!diagnostics && !trajectory) return 1;
  // Parts of equal length only: the times of the states are then known.
  for (let parts = Math.min(SHOWN, steps); parts > 1; parts--) if (steps % parts === 0) return parts;
  return 1;
}

/**
 * A prediction from the states at equal distances in time.
 *
 * @param states z_0 and the state after each part, B D
 * @param read class scores B K from a state
 */
export function predictionOf(
  states: readonly Tensor[],
  read: (z: Tensor) => Tensor,
  { diagnostics, trajectory = false }: Pick<PredictInputs, 'diagnostics' | 'trajectory'>,
): Prediction {
  const parts = states.length - 1;
  const scores = states.map((z, i) => (trajectory || (diagnostics && i > 0) || i === parts ? read(z) : undefined));
  const shown = (): readonly TrajectoryState[] =>
    states.map((z, i) => ({ t: i / parts, z, scores: scores[i] as Tensor }));
  return {
    scores: scores[parts] as Tensor,
    ...(diagnostics && { chain: scores.slice(1) as Tensor[] }),
    ...(trajectory && { trajectory: shown() }),
  };
}
