import type { DatasetSplit, Evaluation, Predicted, Split } from '@noprop/core';
import type { Plan } from '../plan/plan';
import { createDeviceSplit, type DeviceSplit } from './device-data';
import type { RunEvent, RunResult } from './events';
import { createSplitPredictor, type SplitPredictor } from './predictions';
import type { TrainingState } from './state';

export interface EvaluatorOptions {
  readonly onEvent: (event: RunEvent) => void;
  readonly signal: AbortSignal;
  /** The training split, already on the device. */
  readonly train: LoadedSplit;
}

export interface LoadedSplit {
  readonly split: DatasetSplit;
  readonly device: DeviceSplit;
}

export type Evaluated = Pick<RunResult, 'evaluation' | 'secondsPerImage'>;

/** Called after each evaluation. */
export type OnEvaluated = (
  split: Split,
  values: Readonly<Record<string, unknown>>,
  secondsPerImage: number | undefined,
) => void;

/** Evaluates a plan's method. Loaded splits and compiled predictors are reused between calls. */
export interface Evaluator {
  /** Metrics by split; undefined if interrupted. */
  evaluate(
    evaluations: readonly Evaluation[],
    state: TrainingState,
    onEvaluated?: OnEvaluated,
  ): Promise<Evaluated | undefined>;
  dispose(): void;
}

/** Thrown to leave an evaluation early; never escapes this module. */
class Interrupted extends Error {}

/** Number of images predicted in a split, and the time it took. */
interface Spent {
  readonly images: number;
  readonly seconds: number;
}

export function createEvaluator(plan: Plan, { onEvent, signal, train }: EvaluatorOptions): Evaluator {
  const { dataset, objective } = plan.parts;
  const loaded: Partial<Record<Split, LoadedSplit>> = { train };
  const predictors: Partial<Record<Split, SplitPredictor>> = {};
  const load = async (name: Split): Promise<LoadedSplit> => {
    const known = loaded[name];
    if (known !== undefined) return known;
    const split = await dataset.load(name);
    const both = { split, device: createDeviceSplit(split, dataset.image, dataset.normalization) };
    onEvent({ event: 'data', dataset: dataset.name, split: name, count: split.count, source: plan.datasetSource });
    loaded[name] = both;
    return both;
  };
  async function* predict(
    state: TrainingState,
    inference: Partial<Record<Split, Spent>>,
    name: Split,
    run: number,
  ): AsyncGenerator<Predicted> {
    const { split, device } = await load(name);
    const predictor = predictors[name] ?? createSplitPredictor(objective, split, device);
    predictors[name] = predictor;
    const onProgress = (done: number, total: number): void => {
      if (signal.aborted) throw new Interrupted();
      onEvent({ event: 'evaluating', split: name, done, total });
    };
    const batches = predictor.predict(state, plan.data.seed, run, onProgress);
    try {
      for (;;) {
        const began = performance.now();
        const batch = await batches.next();
        if (batch.done === true) return;
        const { images, seconds } = inference[name] ?? { images: 0, seconds: 0 };
        inference[name] = {
          images: images + batch.value.labels.length,
          seconds: seconds + (performance.now() - began) / 1000,
        };
        yield batch.value;
      }
    } finally {
      // An evaluation may stop before the last batch.
      await batches.return(undefined);
    }
  }
  const evaluate: Evaluator['evaluate'] = async (evaluations, state, onEvaluated) => {
    const results: Record<string, Readonly<Record<string, unknown>>> = {};
    const inference: Partial<Record<Split, Spent>> = {};
    try {
      for (const each of evaluations) {
        if (signal.aborted) return undefined;
        const { split, values } = await each.evaluate({
          classes: dataset.classes,
          predict: (name, run) => predict(state, inference, name, run),
        });
        results[split] = { ...results[split], ...values };
        onEvaluated?.(split, values, secondsPerImage(inference)[split]);
      }
      return { evaluation: results, secondsPerImage: secondsPerImage(inference) };
    } catch (error) {
      if (error instanceof Interrupted) return undefined;
      throw error;
    }
  };
  const dispose = (): void => {
    for (const predictor of Object.values(predictors)) predictor.dispose();
    loaded.test?.device.dispose();
  };
  return { evaluate, dispose };
}

const secondsPerImage = (inference: Partial<Record<Split, Spent>>): Record<string, number> =>
  Object.fromEntries(Object.entries(inference).map(([name, { images, seconds }]) => [name, seconds / images]));
