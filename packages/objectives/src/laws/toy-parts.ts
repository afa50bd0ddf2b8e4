import {
  type ContinuousSchedule,
  type Dataset,
  type DiscreteSchedule,
  type Embedding,
  type Parts,
  RandomStream,
  type Schedule,
} from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { toyBlocks } from './toy-blocks';
import { toyContinuousSchedule, toySchedule } from './toy-schedules';

/** Parts for checking an objective, small enough for a test. */
export interface ToyParts<S extends Schedule = Schedule> extends Pick<Parts, 'dataset' | 'embedding' | 'blocks'> {
  readonly schedule: S;
}

/** Three classes of 4 x 4 images, T = 3 blocks, fixed class embeddings. */
export const toyParts: ToyParts<DiscreteSchedule> = {
  dataset: toyDataset(),
  embedding: toyOneHot(),
  schedule: toySchedule([0.02, 0.25, 0.6, 0.95]),
  blocks: toyBlocks('discrete'),
};

/** The same in continuous time: one network that takes t, and a learned noise schedule. */
export const toyContinuousParts: ToyParts<ContinuousSchedule> = {
  ...toyParts,
  schedule: toyContinuousSchedule,
  blocks: toyBlocks('continuous'),
};

/** Learned class embeddings with D = 2, fewer dimensions than classes. */
export const toyLearnedEmbedding: Embedding = {
  classes: 3,
  dimension: 2,
  parameters: { weight: { shape: [3, 2], init: { kind: 'normal', deviation: 1 } } },
  embed: (scope, labels) => tf.matMul(oneHot(labels), scope.parameter('weight') as Tensor2D),
  mix: (scope, weights) => tf.matMul(weights as Tensor2D, scope.parameter('weight') as Tensor2D),
};

/** Images of class k are bright in row k, on a noisy background. */
function toyDataset(): Dataset {
  const count = (split: 'train' | 'test'): number => (split === 'train' ? 96 : 48);
  return {
    name: 'toy',
    image: { height: 4, width: 4, channels: 1 },
    classes: 3,
    classNames: ['top', 'middle', 'bottom'],
    count,
    locate: async () => ({ origin: 'generated', location: 'memory' }),
    load: async (split) => {
      const stream = new RandomStream(1, `toy/${split}`);
      const labels = Uint8Array.from({ length: count(split) }, (_, i) => i % 3);
      const images = new Uint8Array(16 * labels.length).map((_, i) => {
        const bright = Math.floor((i % 16) / 4) === labels[Math.floor(i / 16)];
        return stream.below(120) + (bright ? 130 : 0);
      });
      return { images, labels, count: labels.length };
    },
  };
}

function toyOneHot(): Embedding {
  return {
    classes: 3,
    dimension: 3,
    parameters: {},
    embed: (_scope, labels) => oneHot(labels),
    mix: (_scope, weights) => weights,
  };
}

const oneHot = (labels: Tensor): Tensor2D => tf.cast(tf.oneHot(labels as Tensor1D, 3), 'float32') as Tensor2D;
