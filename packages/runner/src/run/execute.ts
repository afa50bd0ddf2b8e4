import { exitCodes, NopropError } from '@noprop/core';
import type { EngineInfo } from '@noprop/engine';
import type { RunFolder } from '@noprop/store';
import type { Plan } from '../plan/plan';
import { createEvaluator } from './evaluator';
import type { RunEvent, RunOutcome, RunResult } from './events';
import { createIntermediateEvaluation } from './intermediate-evaluation';
import { openTraining, type Training } from './open-training';
import { RunRecorder } from './run-recorder';
import { skippedWarnings } from './skipped-checkpoints';
import { train } from './train';

export interface RunOptions {
  readonly onEvent: (event: RunEvent) => void;
  /** On abort, the run finishes its step, writes a checkpoint and ends as `interrupted`. */
  readonly signal: AbortSignal;
}

/** What earlier processes left of this run. */
export interface EarlierPart {
  readonly result: RunResult | undefined;
  /** Changes since then. */
  readonly warnings: readonly string[];
}

/** Trains and evaluates in a locked run folder. Writes a result even if the run fails or is interrupted. */
export async function execute(
  plan: Plan,
  folder: RunFolder,
  engine: EngineInfo,
  options: RunOptions,
  earlier?: EarlierPart,
): Promise<RunOutcome> {
  const { onEvent } = options;
  const recorder = new RunRecorder(plan, folder, engine, onEvent, earlier?.result);
  const found = folder.latestCheckpoint();
  for (const message of skippedWarnings(found)) onEvent({ event: 'warning', message });
  if (earlier !== undefined && found.checkpoint === undefined)
    onEvent({ event: 'warning', message: 'This run has no intact checkpoint. Training restarts from step 0.' });
  const resumedFrom = found.checkpoint && { resumedFrom: found.checkpoint.step };
  onEvent({ event: 'started', run: folder.path, name: plan.data.name, planId: plan.id, ...resumedFrom });
  onEvent({ event: 'engine', engine });
  const { note } = plan.datasetSource;
  if (note !== undefined) recorder.warn(`This copy of ${plan.parts.dataset.name} is not the official one: ${note}.`);
  for (const message of earlier?.warnings ?? []) recorder.warn(message);
  let training: Training | undefined;
  try {
    training = await openTraining(plan, folder, found.checkpoint, onEvent);
    return await trainAndEvaluate(plan, folder, training, recorder, options);
  } catch (error) {
    const reason = error instanceof NopropError ? error.message : String(error);
    const outcome = recorder.finish('failed', exitCodes.failed, { reason });
    if (error instanceof NopropError) return outcome;
    throw error;
  } finally {
    training?.dispose();
  }
}

async function trainAndEvaluate(
  plan: Plan,
  folder: RunFolder,
  training: Training,
  recorder: RunRecorder,
  { onEvent, signal }: RunOptions,
): Promise<RunOutcome> {
  const { trainer, stepPlan, firstStep, data } = training;
  const { batchSize, logEvery, checkpointEvery } = plan.data.training;
  const { state } = trainer;
  const evaluator = createEvaluator(plan, { onEvent, signal, train: data });
  const { clock, memory } = recorder.begin(firstStep);
  const evaluateEpoch = createIntermediateEvaluation({ plan, folder, stepPlan, evaluator, state, onEvent });
  const interrupted = (): RunOutcome => recorder.finish('interrupted', exitCodes.interrupted);
  try {
    const trained = await train(trainer, stepPlan, {
      batchSize,
      logEvery,
      checkpointEvery: checkpointEvery ?? stepPlan.passes.length * stepPlan.stepsPerPass,
      firstStep,
      signal,
      onEvent,
      record: (event) => recorder.step(event),
      checkpoint: (step) => training.save(step),
      clock,
      afterEpoch: async (step) => {
        memory.sample();
        return evaluateEpoch(step);
      },
    }).finally(() => memory.trained(trainer.stepTensorBytes));
    recorder.trained(trained.step);
    if (trained.interrupted) return interrupted();
    const evaluated = await evaluator.evaluate(plan.parts.evaluation, state, (split, values, seconds) =>
      onEvent({ event: 'evaluated', split, values, ...(seconds !== undefined && { secondsPerImage: seconds }) }),
    );
    if (evaluated === undefined) return interrupted();
    training.keepLearned();
    return recorder.finish('completed', exitCodes.ok, evaluated);
  } finally {
    evaluator.dispose();
  }
}
