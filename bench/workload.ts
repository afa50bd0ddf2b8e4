import { convDiscrete, oneHot } from '@noprop/blocks';
import { buildComponent, type Dataset, type ImageShape, type Method, type Optimizer } from '@noprop/core';
import { hostKey, readTensor } from '@noprop/engine';
import { noPropDt } from '@noprop/objectives';
import { adamW } from '@noprop/optim';
import { createDeviceSplit, createStepPlan, type DeviceSplit, initialState, Trainer } from '@noprop/runner';
import { cosine } from '@noprop/schedules';

export const shapes: Readonly<Record<string, ImageShape>> = {
  mnist: { height: 28, width: 28, channels: 1 },
  'cifar-10': { height: 32, width: 32, channels: 3 },
};

export const BATCH = 128;

/** A dataset without files: it has the sizes, and the benchmark draws the images itself. */
export function randomDataset(shape: string, examples: number): Dataset {
  return {
    name: shape,
    image: shapes[shape] as ImageShape,
    classes: 10,
    classNames: [...'0123456789'],
    count: () => examples,
    locate: async () => ({ origin: 'generated', location: 'random' }),
    load: async () => Promise.reject(new Error('internal: the benchmark makes its own split')),
  };
}

/** NoProp-DT with the paper's settings on random images, because the cost of a step does not depend on the images. */
export function createWorkload(shape: string, examples: number, steps = 10): { trainer: Trainer; steps: number } {
  const image = shapes[shape] as ImageShape;
  const dataset = randomDataset(shape, examples);
  const embedding = buildComponent(oneHot, {}, { dataset });
  const schedule = buildComponent(cosine, { steps });
  const blocks = buildComponent(convDiscrete);
  const optimizer: Optimizer = buildComponent(adamW, { weightDecay: 0.001 });
  const method: Method = buildComponent(noPropDt, {}, { dataset, embedding, schedule, blocks });
  const split = randomSplit(image, examples);
  const plan = createStepPlan(method, { examples, batchSize: BATCH, epochs: 1, dropLast: false });
  const trainer = new Trainer(method, optimizer, plan, split, 1, initialState(method, optimizer, 1));
  return { trainer, steps: plan.steps };
}

/** Random images on the device, with the labels 0 to 9 in turn. */
export function randomSplit(image: ImageShape, examples: number): DeviceSplit {
  const pixels = examples * image.height * image.width * image.channels;
  const bits = hostKey(1, 'bench').bits([Math.ceil(pixels / 4)]);
  const images = new Uint8Array((readTensor(bits) as Int32Array).buffer, 0, pixels);
  bits.dispose();
  const labels = Uint8Array.from({ length: examples }, (_, i) => i % 10);
  return createDeviceSplit({ images, labels, count: examples }, image);
}

/** Operations of one training step of the Figure-15 block; a multiply-add counts as two. */
export function operationsPerStep({ height, width, channels }: ImageShape): number {
  const half = (height / 2) * (width / 2);
  const first = height * width * 9 * channels * 32;
  const rest = half * 9 * 32 * 64 + half * 9 * 64 * 128;
  const flat = 128 * (height / 4) * (width / 4);
  const dense = flat * 256 + 10 * 256 + 2 * 256 * 256 + 512 * 256 + 256 * 128 + 128 * 10;
  // Forward pass, gradient of the weights, gradient of the input. The image itself needs no gradient.
  return 2 * BATCH * (3 * (first + rest + dense) - first);
}
