import { mean } from 'simple-statistics';
import type { RunRecord } from '../../record/record';
import { datasetLabel, variantLabel } from '../shared/labels';
import { deviation, isDrawable } from '../shared/numbers';

/** A measurement after one epoch; means over seeds. */
export interface CurvePoint {
  readonly epoch: number;
  /** Training time since the start. */
  readonly seconds: number;
  /** Test accuracy, a fraction. */
  readonly accuracy: number;
  /** Sample standard deviation over seeds; undefined for a single seed. */
  readonly spread?: number;
}

export interface Curve {
  readonly dataset: string;
  readonly method: string;
  readonly seeds: number;
  readonly points: readonly CurvePoint[];
}

/**
 * The mean curve of runs that differ in their seeds. Epochs without a measurement of every run are left out, so that
 * the line does not jump where a run ends.
 */
export function curveOf(runs: readonly RunRecord[]): Curve | undefined {
  const curves = runs.map(pointsOf).filter((points) => points.size > 0);
  const [first] = curves;
  const plan = runs[0]?.plan;
  if (first === undefined || plan === undefined) return undefined;
  const epochs = [...first.keys()].filter((epoch) => curves.every((points) => points.has(epoch)));
  const points = epochs.map((epoch): CurvePoint => {
    const found = curves.map((each) => each.get(epoch) as Measured);
    const accuracies = found.map(({ accuracy }) => accuracy);
    const spread = deviation(accuracies);
    return {
      epoch,
      seconds: mean(found.map(({ seconds }) => seconds)),
      accuracy: mean(accuracies),
      ...(spread === undefined ? {} : { spread }),
    };
  });
  if (points.length === 0) return undefined;
  return { dataset: datasetLabel(plan), method: variantLabel(plan), seeds: curves.length, points };
}

interface Measured {
  readonly seconds: number;
  readonly accuracy: number;
}

/** By epoch, in order. The final evaluation counts for the last epoch unless that was evaluated during training. */
function pointsOf({
  plan,
  progress,
  evaluation,
  measured: { epochSeconds },
}: RunRecord): ReadonlyMap<number, Measured> {
  const accuracies = new Map(progress.map((each) => [each.epoch, each.evaluation.test?.accuracy]));
  if (!accuracies.has(plan.training.epochs)) accuracies.set(plan.training.epochs, evaluation.test?.accuracy);
  const points = new Map<number, Measured>();
  for (const [epoch, accuracy] of [...accuracies].sort(([a], [b]) => a - b)) {
    const times = epochSeconds.slice(0, epoch);
    const seconds = times.reduce((sum, time) => sum + time, 0);
    if (times.length === epoch && isDrawable(accuracy) && Number.isFinite(seconds))
      points.set(epoch, { seconds, accuracy });
  }
  return points;
}
