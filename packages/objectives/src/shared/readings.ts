import type { PredictInputs, Prediction, TrajectoryState } from '@noprop/core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** The most states after the first that diagnostics and trajectories return. */
const SHOWN = 10;

/** The number of equally long segments a chain of `steps` is split into: 1 if no inner states are requested. */
export function segmentsOf(
  steps: number,
  { diagnostics, trajectory = false }: Pick<PredictInputs, 'diagnostics' | 'trajectory'>,
): number {
  if (!diagnostics && !trajectory) return 1;
  // Equal segments keep the states evenly spaced in time.
  for (let segments = Math.min(SHOWN, steps); segments > 1; segments--) if (steps % segments === 0) return segments;
  return 1;
}

/**
 * A prediction from states evenly spaced in time.
 *
 * @param states z_0 and the state after each segment, B D
 * @param read maps a state to class scores B K
 */
export function predictionOf(
  states: readonly Tensor[],
  read: (z: Tensor) => Tensor,
  { diagnostics, trajectory = false }: Pick<PredictInputs, 'diagnostics' | 'trajectory'>,
): Prediction {
  const segments = states.length - 1;
  const scores = states.map((z, i) => (trajectory || (diagnostics && i > 0) || i === segments ? read(z) : undefined));
  const shown = (): readonly TrajectoryState[] =>
    states.map((z, i) => ({ t: i / segments, z, scores: scores[i] as Tensor }));
  return {
    scores: scores[segments] as Tensor,
    ...(diagnostics && { chain: scores.slice(1) as Tensor[] }),
    ...(trajectory && { trajectory: shown() }),
  };
}
