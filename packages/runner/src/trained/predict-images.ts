import { NopropError, type ParameterSpecs, type Tensors } from '@noprop/core';
import { compile, keyTensor, readTensor, tf } from '@noprop/engine';
import type { NamedTensor } from '@noprop/store';
import type { Tensor } from '@tensorflow/tfjs-core';
import { createDeviceSplit } from '../run/device-data';
import {
  INFERENCE_BATCH,
  type InferenceGroups,
  type InferenceInput,
  inferenceStream,
  notFinite,
  runPredictor,
} from '../run/inference';
import type { TrainedRun } from './open-trained-run';
import { softmaxRows } from './softmax';
import { readStates, type StackedStates, stackStates, type Trajectory } from './trajectory';

/** Images to predict, and how. */
export interface ImageRequest {
  /** Pixels 0 to 255, [N H W C], of the dataset's image shape. */
  readonly images: Uint8Array;
  readonly count: number;
  /** Seed of the inference noise; by default the run's seed. */
  readonly seed?: number;
  /** Inference runs whose probabilities are averaged. */
  readonly runs: number;
  /** Number of images, from the first, whose trajectory is returned, in the first inference run; 0 by default. */
  readonly trajectories?: number;
}

export interface ImagePredictions {
  /** By image, then by class: softmax of the method's scores, averaged over the inference runs. */
  readonly probabilities: readonly Float64Array[];
  /** By image; empty unless requested. */
  readonly trajectories: readonly Trajectory[];
}

interface Input extends InferenceInput {
  /** Indices of the images, int32 [B]. */
  readonly indices: Tensor;
}

interface Output {
  /** [B K]. */
  readonly scores: Tensor;
  readonly states?: StackedStates;
}

/**
 * Predicts images with the run's own predictor on the engine, which must have been started. The noise is that of the
 * evaluation, so the images of a test set, in its order, get the scores that were evaluated.
 *
 * @throws NopropError `no_trajectory` if the method has none, `not_finite` for NaN or infinite scores
 */
export function predictImages(run: TrainedRun, request: ImageRequest): ImagePredictions {
  const { dataset, objective } = run.plan.parts;
  const { images, count, runs, trajectories = 0 } = request;
  const device = createDeviceSplit(
    { images, labels: new Uint8Array(count), count },
    dataset.image,
    dataset.normalization,
  );
  const infer =
    (rows: number) =>
    (input: Input): Output => {
      const options = { diagnostics: false, trajectory: rows > 0 };
      const { scores, trajectory } = runPredictor(objective, input, device.batch(input.indices).images, options);
      return rows > 0 && trajectory !== undefined ? { scores, states: stackStates(trajectory, rows) } : { scores };
    };
  const compiled = compile<Input, Output>(infer(0), { name: 'predict' });
  const compiledWithStates = compile<Input, Output>(infer(trajectories), { name: 'predict with trajectory' });
  const groups = deviceGroups(run);
  const predictions: Predictions = {
    probabilities: Array.from({ length: count }, () => new Float64Array(dataset.classes)),
    trajectories: [],
  };
  try {
    for (let number = 0; number < runs; number++) {
      const key = keyTensor(request.seed ?? run.plan.data.seed, inferenceStream(number));
      for (let start = 0; start < count; start += INFERENCE_BATCH) {
        const needsStates = trajectories > 0 && number === 0 && start === 0;
        const indices = tf.range(start, Math.min(start + INFERENCE_BATCH, count), 1, 'int32');
        const batch = tf.scalar(start / INFERENCE_BATCH, 'int32');
        const output = (needsStates ? compiledWithStates : compiled)({ groups, key, count: batch, indices });
        if (needsStates && output.states === undefined) throw noTrajectory(run);
        collect(output, predictions, start, runs);
        tf.dispose([indices, batch]);
      }
      key.dispose();
    }
    return predictions;
  } finally {
    for (const each of [compiled, compiledWithStates, device]) each.dispose();
    for (const { parameters, statistics } of Object.values(groups)) tf.dispose([{ ...parameters }, { ...statistics }]);
  }
}

interface Predictions {
  readonly probabilities: readonly Float64Array[];
  trajectories: readonly Trajectory[];
}

/** Adds one batch of one inference run to the means, and frees it. */
function collect({ scores, states }: Output, predictions: Predictions, start: number, runs: number): void {
  const values = readTensor(scores) as Float32Array;
  const classes = scores.shape[1] as number;
  scores.dispose();
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index >= 0) throw notFinite(start + Math.floor(index / classes), values[index] as number);
  softmaxRows(values, classes).forEach((row, i) => {
    const mean = predictions.probabilities[start + i] as Float64Array;
    row.forEach((probability, k) => {
      mean[k] = (mean[k] as number) + probability / runs;
    });
  });
  if (states !== undefined) predictions.trajectories = readStates(states);
}

/** The run's tensors on the device, by group. */
function deviceGroups({ plan, tensors }: TrainedRun): InferenceGroups {
  const stored = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const upload = (prefix: string, specs: ParameterSpecs): Tensors =>
    Object.fromEntries(
      Object.entries(specs).map(([path, { shape }]) => {
        const { data } = stored.get(`${prefix}/${path}`) as NamedTensor;
        return [path, tf.tensor(new Float32Array(data.slice().buffer), [...shape], 'float32')];
      }),
    );
  return Object.fromEntries(
    plan.parts.objective.groups.map(({ name, parameters, statistics }) => [
      name,
      { parameters: upload(`parameters/${name}`, parameters), statistics: upload(`statistics/${name}`, statistics) },
    ]),
  );
}

function noTrajectory({ plan }: TrainedRun): NopropError {
  return new NopropError({
    code: 'no_trajectory',
    path: '',
    message: `${plan.data.slots.objective?.uses ?? 'This method'} has no trajectory.`,
    hint: 'Leave out --trajectory.',
  });
}
