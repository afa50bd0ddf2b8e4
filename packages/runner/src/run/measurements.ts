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
 * Creates the evaluations during training that a pipeline lists under `progress`. Each one appends a line to the metric
 * log and emits an event. A resumed run skips those already in the log, so that its log is byte for byte that of an
 * uninterrupted run.
 *
 * @returns a function to call with the step after each epoch; false if the evaluation was interrupted and is still due
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
