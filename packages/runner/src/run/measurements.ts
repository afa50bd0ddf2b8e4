import type { RunFolder } from '@noprop/store';
import type { Plan } from '../plan/plan';
import type { Evaluator } from './evaluator';
import type { RunEvent } from './events';
import type { TrainingSchedule } from './schedule';
import type { TrainingState } from './state';

export interface MeasurementOptions {
  readonly plan: Plan;
  readonly folder: RunFolder;
  readonly schedule: TrainingSchedule;
  readonly evaluator: Evaluator;
  readonly state: TrainingState;
  readonly sink: (event: RunEvent) => void;
}

/**
 * The measurements on the way that a pipeline names under `progress`: each is a line of the metric log and an event. One
 * that the log has already, as when a run goes on from a checkpoint, is not made again, so that the log ends up with the
 * bytes of an uninterrupted run.
 *
 * @returns what to call with the step after each epoch; false: it was interrupted, and is still to be made
 */
export function createMeasurements(options: MeasurementOptions): (step: number) => Promise<boolean> {
  const { plan, folder, schedule, evaluator, state, sink } = options;
  const { progress } = plan.data;
  let last = folder.readMetrics().findLast((record) => record.evaluation !== undefined)?.step ?? 0;
  return async (step) => {
    const epoch = step / (schedule.passes.length * schedule.stepsPerPass);
    const isDue = progress !== undefined && (epoch % progress.every === 0 || step === schedule.steps);
    if (!isDue || step <= last) return true;
    const evaluated = await evaluator.evaluate(plan.parts.progress, state);
    if (evaluated === undefined) return false;
    const { evaluation } = evaluated;
    folder.appendMetrics({ step, epoch, evaluation });
    last = step;
    sink({ event: 'progress', step, epoch, epochs: schedule.epochs, evaluation });
    return true;
  };
}
