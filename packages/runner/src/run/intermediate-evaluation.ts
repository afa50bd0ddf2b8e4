import type { RunFolder } from '@noprop/store';
import type { Plan } from '../plan/plan';
import type { Evaluator } from './evaluator';
import type { RunEvent } from './events';
import type { TrainingState } from './state';
import type { StepPlan } from './step-plan';

export interface IntermediateEvaluationOptions {
  readonly plan: Plan;
  readonly folder: RunFolder;
  readonly stepPlan: StepPlan;
  readonly evaluator: Evaluator;
  readonly state: TrainingState;
  readonly onEvent: (event: RunEvent) => void;
}

/**
 * Creates the evaluations during training that a pipeline lists under `evaluateEvery`. Each one appends a line to the metric
 * log and emits an event. A resumed run skips those already in the log, so that its log is byte for byte that of an
 * uninterrupted run.
 *
 * @returns a function to call with the step after each epoch; false if the evaluation was interrupted and is still due
 */
export function createIntermediateEvaluation(
  options: IntermediateEvaluationOptions,
): (step: number) => Promise<boolean> {
  const { plan, folder, stepPlan, evaluator, state, onEvent } = options;
  const { progress } = plan.data;
  let last = folder.readMetrics().findLast((record) => record.evaluation !== undefined)?.step ?? 0;
  return async (step) => {
    const epoch = step / (stepPlan.passes.length * stepPlan.stepsPerPass);
    const isDue = progress !== undefined && (epoch % progress.every === 0 || step === stepPlan.steps);
    if (!isDue || step <= last) return true;
    const evaluated = await evaluator.evaluate(plan.parts.intermediateEvaluation, state);
    if (evaluated === undefined) return false;
    const { evaluation } = evaluated;
    folder.appendMetrics({ step, epoch, evaluation });
    last = step;
    onEvent({ event: 'progress', step, epoch, epochs: stepPlan.epochs, evaluation });
    return true;
  };
}
