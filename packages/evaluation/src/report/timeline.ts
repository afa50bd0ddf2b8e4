import type { RunRecord } from '../record/record';

/** A measurement on the way, with the training time until then. */
export interface TimedPoint {
  readonly epoch: number;
  /** Cumulative training seconds. */
  readonly seconds: number;
  /** Test accuracy, a fraction. */
  readonly accuracy: number;
}

/** Test accuracy against cumulative training time; epochs without a time are left out. As in Figure 3 of the paper. */
export function timeline({ progress, measured }: RunRecord): readonly TimedPoint[] {
  return progress.flatMap(({ epoch, evaluation }) => {
    const accuracy = evaluation.test?.accuracy;
    if (accuracy === undefined || measured.epochSeconds.length < epoch) return [];
    const seconds = measured.epochSeconds.slice(0, epoch).reduce((sum, each) => sum + each, 0);
    return [{ epoch, seconds, accuracy }];
  });
}
