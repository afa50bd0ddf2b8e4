import type { ParameterSpec } from '@noprop/core';
import { hostKey, initialTensor, readTensor, startEngine } from '@noprop/engine';
import { limitSplit, type TrainedRun } from '@noprop/runner';

/** A parameter before the first step and now, in row-major order. */
export interface BeforeAndAfter {
  readonly initial: Float32Array;
  readonly learned: Float32Array;
}

/** Starts the engine as the run had it, so that drawn numbers are those of the run. */
export async function startEngineOf({ plan, engine }: TrainedRun): Promise<void> {
  await startEngine({ ...plan.data.engine, threads: engine.threads });
}

/**
 * What a parameter of a run started from, drawn or computed again, and what its checkpoint holds. The engine must have
 * been started. What starts from the training images needs the dataset's files, and on 60,000 images a minute.
 *
 * @param group e.g. `embedding`
 * @param path e.g. `weight`
 */
export async function beforeAndAfter(
  run: TrainedRun,
  group: string,
  path: string,
  spec: ParameterSpec,
): Promise<BeforeAndAfter> {
  const stored = run.tensors.find(({ name }) => name === `parameters/${group}/${path}`);
  if (stored === undefined) throw new Error(`internal: the run has no parameter "${group}/${path}".`);
  return {
    initial: await initialValues(run, group, path, spec),
    learned: new Float32Array(stored.data.slice().buffer),
  };
}

async function initialValues(
  { plan }: TrainedRun,
  group: string,
  path: string,
  spec: ParameterSpec,
): Promise<Float32Array> {
  const { data, parts } = plan;
  if (spec.init.kind === 'data') {
    const { image, classes, normalization } = parts.dataset;
    const split = limitSplit(await parts.dataset.load('train'), data.training.limit);
    return spec.init.compute({ split, image, classes, ...(normalization && { normalization }) });
  }
  const tensor = initialTensor(spec, hostKey(data.seed, `init/${group}/${path}`));
  const values = Float32Array.from(readTensor(tensor));
  tensor.dispose();
  return values;
}
