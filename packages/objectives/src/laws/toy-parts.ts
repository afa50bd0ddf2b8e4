import {
  type BlockFamily,
  type Dataset,
  type DiscreteSchedule,
  type Embedding,
  type Parts,
  RandomStream,
} from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/** The parts that an objective is tried with, small enough for a test. */
export type ToyParts = Pick<Parts, 'dataset' | 'embedding' | 'schedule' | 'blocks'>;

/** Three classes of 4 x 4 images, T = 3 blocks, fixed class embeddings. */
export const toyParts: ToyParts = {
  dataset: toyDataset(),
  embedding: toyOneHot(),
  schedule: toySchedule([0.02, 0.25, 0.6, 0.95]),
  blocks: toyBlocks(),
};

/** Class embeddings that are learned: D = 2, fewer than there are classes. */
export const toyLearnedEmbedding: Embedding = {
  classes: 3,
  dimension: 2,
  parameters: { weight: { shape: [3, 2], init: { kind: 'normal', deviation: 1 } } },
  embed: (scope, labels) => tf.matMul(oneHot(labels), scope.parameter('weight') as Tensor2D),
  mix: (scope, weights) => tf.matMul(weights as Tensor2D, scope.parameter('weight') as Tensor2D),
};

/**
 * A schedule with the paper's transition coefficients for given abar_0..abar_T.
 * @paper eq:5
 */
export function toySchedule(alphaBar: readonly number[]): DiscreteSchedule {
  return {
    kind: 'discrete',
    steps: alphaBar.length - 1,
    alphaBar,
    snr: alphaBar.map((value) => value / (1 - value)),
    transition: (t) => {
      const [previous, current] = [alphaBar[t - 1] as number, alphaBar[t] as number];
      const alpha = previous / current;
      return {
        a: (Math.sqrt(current) * (1 - alpha)) / (1 - previous),
        b: (Math.sqrt(alpha) * (1 - current)) / (1 - previous),
        c: ((1 - current) * (1 - alpha)) / (1 - previous),
      };
    },
  };
}

/** Images of class k are bright in row k, on a noisy ground. */
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

/** One smooth hidden layer on centred pixels and the noised label; the centre is a running statistic. */
function toyBlocks(): BlockFamily {
  const uniform = (...shape: number[]) => ({ shape, init: { kind: 'uniform', bound: 0.5 } }) as const;
  return {
    create: ({ image, classes, embedding }) => {
      const pixels = image.height * image.width * image.channels;
      return {
        parameters: {
          'image/kernel': uniform(pixels, 8),
          'label/kernel': uniform(embedding, 8),
          bias: uniform(8),
          'output/kernel': uniform(8, classes),
          'output/bias': uniform(classes),
        },
        statistics: { mean: { shape: [pixels], init: { kind: 'zeros' } } },
        features: (scope, images) => {
          const flat = tf.reshape(images, [-1, pixels]);
          const running = scope.statistic('mean');
          if (!scope.training) return tf.sub(flat, running);
          const mean = tf.mean(flat, 0);
          scope.setStatistic('mean', tf.add(tf.mul(0.9, running), tf.mul(0.1, mean)));
          return tf.sub(flat, mean);
        },
        logits: (scope, features, z) => {
          const times = (x: Tensor, path: string): Tensor =>
            tf.matMul(x as Tensor2D, scope.parameter(path) as Tensor2D);
          const hidden = tf.add(times(features, 'image/kernel'), times(z, 'label/kernel'));
          const active = tf.tanh(tf.add(hidden, scope.parameter('bias')));
          return tf.add(times(active, 'output/kernel'), scope.parameter('output/bias'));
        },
      };
    },
  };
}

const oneHot = (labels: Tensor): Tensor2D => tf.cast(tf.oneHot(labels as Tensor1D, 3), 'float32') as Tensor2D;
