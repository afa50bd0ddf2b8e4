import { createScope, type DatasetSplit, type Method, type Predicted, type Tensors } from '@noprop/core';
import { compile, createRandomKey, keyTensor, readTensor, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { DeviceSplit } from './device-data';
import type { TrainingState } from './state';

interface PredictionInput {
  readonly groups: Readonly<Record<string, { readonly parameters: Tensors; readonly statistics: Tensors }>>;
  readonly key: Tensor;
  /** int32 scalar: number of the batch, so that each draws other noise. */
  readonly count: Tensor;
  /** int32 [B]: which examples. */
  readonly indices: Tensor;
}

/** Images a batch of predictions; a whole chain is one native call. */
const BATCH = 500;

/**
 * Predicts a split with the method's own predictor, batch by batch.
 * @param run number of the inference run: it chooses the noise and nothing else
 */
export async function* predictSplit(
  method: Method,
  state: TrainingState,
  split: DatasetSplit,
  device: DeviceSplit,
  seed: number,
  run: number,
  onProgress: (done: number, total: number) => void = () => undefined,
): AsyncGenerator<Predicted> {
  const predict = compile<PredictionInput, Tensor>((input) => classesOf(method, input, device), { name: 'predict' });
  const key = keyTensor(seed, `evaluate/run/${run}`);
  const groups = Object.fromEntries(
    Object.entries(state.groups).map(([name, { parameters, statistics }]) => [name, { parameters, statistics }]),
  );
  try {
    for (let start = 0; start < split.count; start += BATCH) {
      const size = Math.min(BATCH, split.count - start);
      const indices = tf.range(start, start + size, 1, 'int32');
      const count = tf.scalar(start / BATCH, 'int32');
      const classes = predict({ groups, key, count, indices });
      const rows = readTensor(classes) as Int32Array;
      const blocks = ((classes.shape[0] as number) - 1) / 2;
      tf.dispose([indices, count, classes]);
      const row = (i: number): Int32Array => rows.subarray(i * size, (i + 1) * size);
      yield {
        labels: split.labels.subarray(start, start + size),
        classes: row(0),
        chain: Array.from({ length: blocks }, (_, i) => row(1 + i)),
        alone: Array.from({ length: blocks }, (_, i) => row(1 + blocks + i)),
      };
      onProgress(start + size, split.count);
      await new Promise(setImmediate);
    }
  } finally {
    key.dispose();
    predict.dispose();
  }
}

/** Predicted classes, int32: the method's answer, then one row a block of the chain, then one a block alone. */
function classesOf(method: Method, { groups, key, count, indices }: PredictionInput, device: DeviceSplit): Tensor {
  const random = createRandomKey(key, count);
  const scopes = Object.entries(groups).map(([group, tensors]) => [
    group,
    createScope({ group, ...tensors, random: random.fold(group), training: false }).scope,
  ]);
  const { scores, chain, alone } = method.predictor.predict({
    scopes: Object.fromEntries(scopes),
    images: device.batch(indices).images,
    random,
    diagnostics: true,
  });
  return tf.stack([scores, ...(chain ?? []), ...(alone ?? [])].map((each) => tf.argMax(each, 1)));
}
