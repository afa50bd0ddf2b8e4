import { type Method, NopropError, type Prediction, type TrajectoryState } from '@noprop/core';
import { engineMemory, startEngine, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { TrainedRun } from './open-trained-run';
import { predictImages } from './predict-images';

const test = suite('predictImages');

test.before(() => startEngine().then(() => undefined));

interface Inputs {
  /** Two pixels per image, [B 2]. */
  readonly pixels: Tensor;
  /** N(0, 1), [B 2]. */
  readonly noise: Tensor;
  readonly bias: Tensor;
}

/** A trained run of a method with a bias of (10, 20). */
function runOf(predict: (inputs: Inputs) => Prediction): TrainedRun {
  const objective: Method = {
    groups: [{ name: 'head', parameters: { bias: { shape: [2], init: { kind: 'zeros' } } }, statistics: {} }],
    updates: [],
    epoch: [],
    predictor: {
      predict: ({ scopes, images, random }) =>
        predict({
          pixels: tf.reshape(images, [-1, 2]),
          noise: random.normal([images.shape[0] as number, 2]),
          bias: scopes.head?.parameter('bias') as Tensor,
        }),
    },
  };
  const dataset = { image: { height: 1, width: 2, channels: 1 }, classes: 2 };
  const data = new Uint8Array(Float32Array.of(10, 20).buffer);
  return {
    plan: { data: { seed: 1, slots: { objective: { uses: 'toy/bias' } } }, parts: { dataset, objective } },
    tensors: [{ name: 'parameters/head/bias', dtype: 'F32', shape: [2], data }],
  } as unknown as TrainedRun;
}

const pixels = (...values: number[]) => ({ images: Uint8Array.from(values), count: values.length / 2, runs: 1 });
const first = ({ probabilities }: { probabilities: readonly Float64Array[] }): number[] =>
  probabilities.map((row) => row[0] as number);
const close = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-6, `Expected ${expected}, got ${actual}.`);

test('returns the softmax of scores computed from scaled pixels and the stored parameters', () => {
  const run = runOf(({ pixels, bias }) => ({ scores: tf.add(pixels, tf.div(bias, 10)) }));
  const { probabilities, trajectories } = predictImages(run, pixels(255, 0, 51, 102));
  // Scores 1 + 1 and 0 + 2; then 0.2 + 1 and 0.4 + 2.
  close(probabilities[0]?.[0] as number, 0.5);
  close(probabilities[1]?.[0] as number, 1 / (1 + Math.exp(1.2)));
  close(probabilities[1]?.[1] as number, 1 / (1 + Math.exp(-1.2)));
  assert.equal(trajectories, []);
});

test('averages probabilities over runs that differ only in their noise', () => {
  const noisy = runOf(({ noise }) => ({ scores: noise }));
  const request = pixels(1, 2, 3, 4, 5, 6);
  const [one, again] = [first(predictImages(noisy, request)), first(predictImages(noisy, request))];
  const two = first(predictImages(noisy, { ...request, runs: 2 }));
  const other = first(predictImages(noisy, { ...request, seed: 2 }));
  assert.equal(one, again);
  assert.not.equal(one, other);
  assert.not.equal(one, two);
  // The mean of two probabilities differs from the first by at most 0.5.
  two.forEach((mean, i) => assert.ok(Math.abs(mean - (one[i] as number)) <= 0.5));
});

test('predicts more images than fit a batch in order, with noise of its own for each batch', () => {
  const count = 501;
  const images = Uint8Array.from({ length: 2 * count }, (_, i) => (i === 2 * (count - 1) ? 255 : 0));
  const plain = first(
    predictImages(
      runOf(({ pixels }) => ({ scores: pixels })),
      { images, count, runs: 1 },
    ),
  );
  assert.equal([plain.length, plain[0], plain[499]], [501, 0.5, 0.5]);
  close(plain[500] as number, 1 / (1 + Math.exp(-1)));
  const noisy = first(
    predictImages(
      runOf(({ noise }) => ({ scores: noise })),
      { images, count, runs: 1 },
    ),
  );
  assert.not.equal(noisy[500], noisy[0]);
});

const statesOf = (count: number, { pixels, noise }: Inputs): TrajectoryState[] =>
  Array.from({ length: count }, (_, i) => {
    const t = i / (count - 1);
    const z = tf.add(tf.mul(t, pixels), tf.mul(1 - t, noise));
    return { t, z: tf.concat([z, z], 1), scores: z };
  });

test('returns trajectories of the first images: z and probabilities of each state, ending in the prediction', () => {
  const run = runOf((inputs) => ({ scores: inputs.pixels, trajectory: statesOf(3, inputs) }));
  const { probabilities, trajectories } = predictImages(run, { ...pixels(255, 0, 0, 51, 9, 9), trajectories: 2 });
  assert.is(trajectories.length, 2);
  assert.equal(
    trajectories.map((states) => states.map(({ t }) => t)),
    [
      [0, 0.5, 1],
      [0, 0.5, 1],
    ],
  );
  const last = trajectories[1]?.[2];
  last?.z.forEach((value, i) => close(value, [0, 0.2, 0, 0.2][i] as number));
  assert.equal(last?.probabilities, probabilities[1]);
});

test('thins out a long trajectory and keeps its ends', () => {
  const run = runOf((inputs) => ({ scores: inputs.pixels, trajectory: statesOf(101, inputs) }));
  const [states = []] = predictImages(run, { ...pixels(1, 2), trajectories: 5 }).trajectories;
  assert.is(states.length, 21);
  states.forEach(({ t }, i) => close(t, i / 20));
});

const refusal = (run: TrainedRun, trajectories = 0): string => {
  try {
    predictImages(run, { ...pixels(255, 0, 0, 0), trajectories });
  } catch (error) {
    if (error instanceof NopropError) return error.message;
    throw error;
  }
  return '';
};

test('names a method without a trajectory', () => {
  assert.is(
    refusal(
      runOf(({ pixels }) => ({ scores: pixels })),
      1,
    ),
    'toy/bias has no trajectory. Leave out --trajectory.  [no_trajectory]',
  );
});

test('refuses scores that are not finite', () => {
  assert.is(
    refusal(runOf(({ pixels }) => ({ scores: tf.div(tf.sub(pixels, 1), tf.mul(pixels, 1)) }))),
    'Expected finite scores for image 1, got -Infinity. The parameters are unusable. Train again with a smaller learning rate.  [not_finite]',
  );
});

test('disposes every tensor and handle', () => {
  const before = engineMemory();
  const run = runOf((inputs) => ({ scores: inputs.noise, trajectory: statesOf(3, inputs) }));
  predictImages(run, { ...pixels(1, 2, 3, 4), runs: 2, trajectories: 1 });
  const after = engineMemory();
  assert.equal([after.tensors, after.handles], [before.tensors, before.handles]);
});

test.run();
