import type { DatasetSplit } from '@noprop/core';
import type { Checkpoint, RunFolder } from '@noprop/store';
import type { Plan } from '../plan/plan';
import { fromCheckpoint, toCheckpoint } from './checkpoint';
import { valuesFromData } from './data-values';
import { createDeviceSplit, limitSplit } from './device-data';
import type { LoadedSplit } from './evaluator';
import type { RunEvent } from './events';
import { emptyState, initialState, type TrainingState } from './state';
import { createStepPlan, type StepPlan } from './step-plan';
import { Trainer } from './trainer';
import { keepView } from './views';

/** Training that is ready for its next step. */
export interface Training {
  readonly trainer: Trainer;
  readonly stepPlan: StepPlan;
  /** Number of steps already completed. */
  readonly firstStep: number;
  /** The training images. */
  readonly data: LoadedSplit;
  /** Writes a checkpoint. */
  save(step: number): void;
  /** Saves the learned parameters that a report draws. Call it after training. */
  keepLearned(): void;
  dispose(): void;
}

/**
 * Loads the data and the state: the checkpoint's if there is one, otherwise the initial state. Rewinds the folder to
 * that step.
 *
 * @throws NopropError if the data cannot be loaded or the checkpoint does not match the plan
 */
export async function openTraining(
  plan: Plan,
  folder: RunFolder,
  checkpoint: Checkpoint | undefined,
  onEvent: (event: RunEvent) => void,
): Promise<Training> {
  const { data, parts, datasetSource: source } = plan;
  const { dataset, objective, optimizer } = parts;
  const { training } = data;
  const loading = (message: string): void => onEvent({ event: 'loading', dataset: dataset.name, message });
  const split = limitSplit(await dataset.load('train', loading), training.limit);
  onEvent({ event: 'data', dataset: dataset.name, split: 'train', count: split.count, source });
  const restored =
    checkpoint === undefined
      ? { state: await startingState(plan, folder, split, loading), step: 0, pending: undefined }
      : fromCheckpoint(
          checkpoint.path,
          { tensors: checkpoint.tensors, metadata: Object.fromEntries(checkpoint.metadata) },
          emptyState(objective, optimizer),
          plan.id,
        );
  const device = createDeviceSplit(split, dataset.image, dataset.normalization);
  const stepPlan = createStepPlan(objective, { ...training, examples: split.count });
  folder.rewind(restored.step);
  const trainer = new Trainer(objective, optimizer, stepPlan, device, data.seed, restored.state);
  if (restored.pending !== undefined) trainer.resumeSums(restored.step, restored.pending.sums, restored.pending.steps);
  const save = (step: number): void => {
    const { tensors, metadata, release } = toCheckpoint(trainer.state, trainer.pending, plan.id, step);
    try {
      const { path } = folder.saveCheckpoint(step, tensors, metadata);
      onEvent({ event: 'checkpoint', step, file: path });
    } finally {
      release();
    }
  };
  const dispose = (): void => {
    trainer.dispose();
    device.dispose();
  };
  const keepLearned = (): void => keepView(folder, 'learned', parts, trainer.state);
  return { trainer, stepPlan, firstStep: restored.step, data: { split, device }, save, keepLearned, dispose };
}

/** The state before the first step. Values computed from images use the same limited split as training. */
async function startingState(
  { data, parts }: Plan,
  folder: RunFolder,
  split: DatasetSplit,
  onProgress: (message: string) => void,
): Promise<TrainingState> {
  const { dataset, objective, optimizer } = parts;
  const { image, classes, normalization } = dataset;
  const training = { split, image, classes, ...(normalization && { normalization }), onProgress };
  const state = initialState(objective, optimizer, data.seed, await valuesFromData(objective, training));
  keepView(folder, 'initial', parts, state);
  return state;
}
