import type { DatasetSplit, Predicted, Split } from '@noprop/core';
import type { Plan } from '../plan/plan';
import { createDeviceSplit, type DeviceSplit } from './device-data';
import type { RunEvent, RunResult } from './events';
import { createSplitPredictor, type SplitPredictor } from './predictions';
import type { TrainingState } from './state';

export interface EvaluateOptions {
  readonly sink: (event: RunEvent) => void;
  readonly signal: AbortSignal;
  /** The training split, which is on the device already. */
  readonly train: LoadedSplit;
}

interface LoadedSplit {
  readonly split: DatasetSplit;
  readonly device: DeviceSplit;
}

/** Thrown inside an evaluation to leave it; never seen outside. */
class Interrupted extends Error {}

export type Evaluated = Pick<RunResult, 'evaluation' | 'secondsPerImage'>;

/** Every evaluation of a plan, by split; undefined when it was interrupted. */
export async function evaluatePlan(
  plan: Plan,
  state: TrainingState,
  { sink, signal, train }: EvaluateOptions,
): Promise<Evaluated | undefined> {
  const { dataset, evaluation, objective } = plan.parts;
  const loaded: Partial<Record<Split, LoadedSplit>> = { train };
  const predictors: Partial<Record<Split, SplitPredictor>> = {};
  const load = async (name: Split): Promise<LoadedSplit> => {
    const split = loaded[name]?.split ?? (await dataset.load(name));
    const both = loaded[name] ?? { split, device: createDeviceSplit(split, dataset.image, dataset.normalization) };
    if (loaded[name] === undefined)
      sink({ event: 'data', dataset: dataset.name, split: name, count: split.count, source: plan.datasetSource });
    loaded[name] = both;
    return both;
  };
  async function* predict(name: Split, run: number): AsyncGenerator<Predicted> {
    const { split, device } = await load(name);
    const predictor = predictors[name] ?? createSplitPredictor(objective, split, device);
    predictors[name] = predictor;
    const progress = (done: number, total: number): void => {
      if (signal.aborted) throw new Interrupted();
      sink({ event: 'evaluating', split: name, done, total });
    };
    const spent = { images: 0, seconds: 0, ...inference[name] };
    const batches = predictor.predict(state, plan.data.seed, run, progress);
    for (;;) {
      const began = performance.now();
      const batch = await batches.next();
      if (batch.done === true) return;
      spent.images += batch.value.labels.length;
      spent.seconds += (performance.now() - began) / 1000;
      inference[name] = spent;
      yield batch.value;
    }
  }
  const results: Record<string, Readonly<Record<string, unknown>>> = {};
  const inference: Partial<Record<Split, { images: number; seconds: number }>> = {};
  const secondsPerImage = (): Record<string, number> =>
    Object.fromEntries(Object.entries(inference).map(([name, { images, seconds }]) => [name, seconds / images]));
  try {
    for (const each of evaluation) {
      const { split, values } = await each.evaluate({ classes: dataset.classes, predict });
      results[split] = { ...results[split], ...values };
      const seconds = secondsPerImage()[split];
      sink({ event: 'evaluated', split, values, ...(seconds !== undefined && { secondsPerImage: seconds }) });
    }
    return { evaluation: results, secondsPerImage: secondsPerImage() };
  } catch (error) {
    if (error instanceof Interrupted) return undefined;
    throw error;
  } finally {
    for (const predictor of Object.values(predictors)) predictor.dispose();
    loaded.test?.device.dispose();
  }
}
