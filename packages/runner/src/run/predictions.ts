import type { DatasetSplit, Method, Predicted } from '@noprop/core';
import { compile, keyTensor, readTensor, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { DeviceSplit } from './device-data';
import { INFERENCE_BATCH as BATCH, type InferenceInput, inferenceStream, notFinite, runPredictor } from './inference';
import type { TrainingState } from './state';

interface PredictionInput extends InferenceInput {
  /** int32 [B]: indices of the examples. */
  readonly indices: Tensor;
}

/** Predicted classes, int32 [rows, B]: one row for the method's answer, and one row per block. */
interface Classes {
  readonly answer: Tensor;
  /** Largest score of each image, float32 [B]; NaN if any of its scores is not finite. */
  readonly highest: Tensor;
  /** Present if the method reports its blocks. */
  readonly chain?: Tensor;
  readonly alone?: Tensor;
}

/** A method's predictor for one split, compiled once for all inference runs. */
export interface SplitPredictor {
  /**
   * Predicts the split, batch by batch.
   * @param run index of the inference run; only the noise depends on it
   * @throws NopropError `not_finite` if an image has a score that is not finite
   */
  predict(
    state: TrainingState,
    seed: number,
    run: number,
    onProgress?: (done: number, total: number) => void,
  ): AsyncGenerator<Predicted>;
  dispose(): void;
}

/** Compiles the method's own predictor for a split on the device. */
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
    // 0 * x is NaN for NaN and infinities, so one sum finds any non-finite score.
    highest: tf.add(tf.max(scores, 1), tf.sum(tf.mul(0, scores), 1)),
    ...(chain && { chain: classes(chain) }),
    ...(alone && { alone: classes(alone) }),
  };
}

/** Frees the scores. argMax over NaN would look like a valid class, so non-finite scores are an error. */
function requireFinite(highest: Tensor, start: number): void {
  const values = readTensor(highest);
  highest.dispose();
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw notFinite(start + bad, values[bad] as number);
}

/** Copies the rows of a matrix to the host and frees it. Returns no rows for undefined. */
function readRows(matrix: Tensor | undefined): Int32Array[] {
  if (matrix === undefined) return [];
  const [count, width] = matrix.shape as [number, number];
  const values = readTensor(matrix) as Int32Array;
  matrix.dispose();
  return Array.from({ length: count }, (_, i) => values.subarray(i * width, (i + 1) * width));
}
