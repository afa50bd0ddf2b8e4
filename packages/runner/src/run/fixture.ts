import type { DatasetSplit, Method, Optimizer, Program, Tensors, Update } from '@noprop/core';
import { readTensor, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { createDeviceSplit } from './device-data';
import { initialState, namedTensors, type TrainingState } from './state';
import { createStepPlan } from './step-plan';
import { Trainer } from './trainer';

/** For tests: ten images of two pixels. */
export const SPLIT: DatasetSplit = {
  images: Uint8Array.from({ length: 20 }, (_, i) => (i * 37) % 256),
  labels: Uint8Array.from({ length: 10 }, (_, i) => i % 3),
  count: 10,
};
export const IMAGE = { height: 1, width: 2, channels: 1 };

/** Momentum 0.5 with a rate of 0.1 / step, so that tests notice a wrong slot or step counter. */
export const optimizer: Optimizer = {
  slots: ['velocity'],
  update: (parameters, gradients, { velocity }, step) => {
    const rate = tf.div(0.1, tf.cast(step, 'float32'));
    const each = Object.keys(parameters).map((path) => {
      const next = tf.add(tf.mul(0.5, velocity?.[path] as Tensor), gradients[path] as Tensor);
      return [path, next, tf.sub(parameters[path] as Tensor, tf.mul(rate, next))] as const;
    });
    const collect = (pick: (entry: (typeof each)[number]) => Tensor): Tensors =>
      Object.fromEntries(each.map((entry) => [entry[0], pick(entry)]));
    return { parameters: collect(([, , parameter]) => parameter), slots: { velocity: collect(([, next]) => next) } };
  },
};

const uniform = (...shape: number[]) => ({ shape, init: { kind: 'uniform', bound: 1 } }) as const;

/** Linear regression of two pixels to a target: a quadratic bowl in w that differs between batches. */
const bowl: Program = {
  name: 'bowl',
  reads: ['block'],
  writes: ['block'],
  terms: ['fit', 'decay'],
  metrics: ['mean'],
  loss: ({ scopes, batch, constants }) => {
    const w = scopes.block?.parameter('w') as Tensor;
    const x = tf.reshape(batch.images, [-1, 2]);
    const fit = tf.mean(tf.squaredDifference(tf.sum(tf.mul(x, w), 1), constants.target as Tensor));
    const decay = tf.mul(0.25, tf.sum(tf.square(w)));
    scopes.block?.setStatistic('seen', tf.add(scopes.block.statistic('seen'), tf.mean(x)));
    return { total: tf.add(fit, decay), terms: { fit, decay }, metrics: { mean: tf.mean(x) } };
  },
};

/** The same with noise, and with labels as targets. */
const noisy: Program = {
  name: 'noisy',
  reads: ['head'],
  writes: ['head'],
  terms: ['noisyFit'],
  metrics: ['noise'],
  loss: ({ scopes, batch, random }) => {
    const w = scopes.head?.parameter('w') as Tensor;
    const noise = random.fold('x').normal([batch.images.shape[0] as number, 2]);
    const x = tf.add(tf.reshape(batch.images, [-1, 2]), noise);
    const noisyFit = tf.mean(tf.squaredDifference(tf.sum(tf.mul(x, w), 1), tf.cast(batch.labels, 'float32')));
    return { total: noisyFit, terms: { noisyFit }, metrics: { noise: tf.mean(noise) } };
  },
};

/** Three blocks that share a program, and a head trained in every pass. */
export const method: Method = {
  groups: [
    ...[1, 2, 3].map(
      (t) =>
        ({
          name: `block/${t}`,
          parameters: { w: uniform(2) },
          statistics: { seen: { shape: [], init: { kind: 'zeros' } } },
        }) as const,
    ),
    { name: 'head', parameters: { w: uniform(2) }, statistics: {} },
  ],
  updates: [
    ...[1, 2, 3].map(
      (t): Update => ({ name: `block/${t}`, program: bowl, bind: { block: `block/${t}` }, constants: { target: t } }),
    ),
    { name: 'head', program: noisy, bind: { head: 'head' }, constants: {} },
  ],
  epoch: [1, 2, 3].map((t) => ({ name: `block/${t}`, updates: [`block/${t}`, 'head'] })),
  predictor: { predict: ({ images }) => ({ scores: tf.reshape(images, [-1, 2]) }) },
};

/** {@link method} with only some of its updates, as one of several processes would train it. */
export function onlyUpdates(names: readonly string[]): Method {
  const epoch = method.epoch.map((pass) => ({ ...pass, updates: pass.updates.filter((name) => names.includes(name)) }));
  return { ...method, epoch: epoch.filter(({ updates }) => updates.length > 0) };
}

/** A trainer on {@link SPLIT}. With batches of 4 the last batch has 2 images. */
export function createTrainer(
  of: Method,
  { seed = 1, epochs = 2, dropLast = false, batchSize = 4, optimizer: by = optimizer } = {},
) {
  const stepPlan = createStepPlan(of, { examples: SPLIT.count, batchSize, epochs, dropLast });
  const data = createDeviceSplit(SPLIT, IMAGE);
  const trainer = new Trainer(of, by, stepPlan, data, seed, initialState(of, by, seed));
  const dispose = (): void => {
    trainer.dispose();
    data.dispose();
  };
  return { trainer, stepPlan, dispose };
}

/** Every number of a state, by its checkpoint name. */
export function numbersOf(state: TrainingState): Record<string, number[]> {
  return Object.fromEntries([...namedTensors(state)].map(([name, tensor]) => [name, [...readTensor(tensor)]]));
}
