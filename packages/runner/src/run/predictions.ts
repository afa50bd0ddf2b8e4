import type { DatasetSplit, Method, Predicted } from '@noprop/core';
import { compile, keyTensor, readTensor, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { DeviceSplit } from './device-data';
import { INFERENCE_BATCH as BATCH, type InferenceInput, inferenceStream, notFinite, runPredictor } from './inference';
import type { TrainingState } from './state';

interface PredictionInput extends InferenceInput {
  /** int32 [B]: which examples. */
  readonly indices: Tensor;
}

/** Predicted classes, int32: a row a block, and one for the method's own answer. */
interface Classes {
  readonly answer: Tensor;
  /** The method's largest score of each image, float32: not a number where one score is none. */
  readonly highest: Tensor;
  /** Where the method tells. */
  readonly chain?: Tensor;
  readonly alone?: Tensor;
}

/** A method's predictor on one split, compiled once for all inference runs. */
export interface SplitPredictor {
  /**
   * Predicts the split, batch by batch.
   * @param run number of the inference run: it chooses the noise and nothing else
   * @throws NopropError `not_finite` when an image has a score that is no finite number
   */
  predict(
    state: TrainingState,
    seed: number,
    run: number,
    onProgress?: (done: number, total: number) => void,
  ): AsyncGenerator<Predicted>;
  dispose(): void;
}

/** The method's own predictor over a split that is on the device. */
export function createSplitPredictor(method: Method, split: DatasetSplit, device: DeviceSplit): SplitPredictor {
  const compiled = compile<PredictionInput, Classes>((input) => classesOf(method, input, device), { name: 'predict' });
  async function* predict(
    state: TrainingState,
    seed: number,
    run: number,
    onProgress: (done: number, total: number) => void = () => undefined,
  ): AsyncGenerator<Predicted> {
    const key = keyTensor(seed, inferenceStream(run));
    const groups = Object.fromEntries(
      Object.entries(state.groups).map(([name, { parameters, statistics }]) => [name, { parameters, statistics }]),
    );
    try {
      for (let start = 0; start < split.count; start += BATCH) {
        const size = Math.min(BATCH, split.count - start);
        const indices = tf.range(start, start + size, 1, 'int32');
        const count = tf.scalar(start / BATCH, 'int32');
        const { answer, highest, chain, alone } = compiled({ groups, key, count, indices });
        tf.dispose([indices, count]);
        requireFinite(highest, start);
        yield {
          labels: split.labels.subarray(start, start + size),
          classes: readRows(answer)[0] as Int32Array,
          chain: readRows(chain),
          alone: readRows(alone),
        };
        onProgress(start + size, split.count);
        await new Promise(setImmediate);
      }
    } finally {
      key.dispose();
    }
  }
  return { predict, dispose: () => compiled.dispose() };
}

function classesOf(method: Method, input: PredictionInput, device: DeviceSplit): Classes {
  const { images } = device.batch(input.indices);
  const { scores, chain, alone } = runPredictor(method, input, images, { diagnostics: true });
  const classes = (rows: readonly Tensor[]): Tensor => tf.stack(rows.map((each) => tf.argMax(each, 1)));
  return {
    answer: classes([scores]),
    // Zero times a number is zero, and times what is none it is none: one sum finds it in any place.
    highest: tf.add(tf.max(scores, 1), tf.sum(tf.mul(0, scores), 1)),
    ...(chain && { chain: classes(chain) }),
    ...(alone && { alone: classes(alone) }),
  };
}

/** Frees the scores. The class of an image whose scores are no numbers would be one like any other. */
function requireFinite(highest: Tensor, start: number): void {
  const values = readTensor(highest);
  highest.dispose();
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0) throw notFinite(start + odd, values[odd] as number);
}

/** Copies the rows of a matrix to the host and frees it; there are none of one that does not exist. */
function readRows(matrix: Tensor | undefined): Int32Array[] {
  if (matrix === undefined) return [];
  const [count, width] = matrix.shape as [number, number];
  const values = readTensor(matrix) as Int32Array;
  matrix.dispose();
  return Array.from({ length: count }, (_, i) => values.subarray(i * width, (i + 1) * width));
}
