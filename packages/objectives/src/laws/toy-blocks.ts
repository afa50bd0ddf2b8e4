import type { BlockFamily, DenoisingBlock, Dimensions, ParameterSpecs, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';

const WIDTH = 8;

/**
 * Blocks with one smooth hidden layer on centered pixels, the noised label and, in continuous time, t. The pixels are
 * centered by the batch mean during training and by a running mean at inference.
 */
export function toyBlocks(time: BlockFamily['time']): BlockFamily {
  return { time, create: (dimensions) => createBlock(dimensions, time === 'continuous') };
}

function createBlock({ image, classes, embedding }: Dimensions, timed: boolean): DenoisingBlock {
  const pixels = image.height * image.width * image.channels;
  const parameters: ParameterSpecs = {
    'image/kernel': uniform(pixels, WIDTH),
    'label/kernel': uniform(embedding, WIDTH),
    ...(timed && { 'time/kernel': uniform(1, WIDTH) }),
    bias: uniform(WIDTH),
    'output/kernel': uniform(WIDTH, classes),
    'output/bias': uniform(classes),
  };
  return {
    parameters,
    statistics: { mean: { shape: [pixels], init: { kind: 'zeros' } } },
    features: (scope, images) => centered(scope, tf.reshape(images, [-1, pixels])),
    logits: (scope, features, z, t) => {
      const shares = [product(scope, features, 'image/kernel'), product(scope, z, 'label/kernel')];
      if (timed) shares.push(product(scope, columnOf(t), 'time/kernel'));
      const hidden = shares.reduce((a, b) => tf.add(a, b));
      const active = tf.tanh(tf.add(hidden, scope.parameter('bias')));
      return tf.add(product(scope, active, 'output/kernel'), scope.parameter('output/bias'));
    },
  };
}

function uniform(...shape: number[]) {
  return { shape, init: { kind: 'uniform', bound: 0.5 } } as const;
}

function centered(scope: Scope, flat: Tensor): Tensor {
  const running = scope.statistic('mean');
  if (!scope.training) return tf.sub(flat, running);
  const mean = tf.mean(flat, 0);
  scope.setStatistic('mean', tf.add(tf.mul(0.9, running), tf.mul(0.1, mean)));
  return tf.sub(flat, mean);
}

function product(scope: Scope, x: Tensor, path: string): Tensor {
  return tf.matMul(x as Tensor2D, scope.parameter(path) as Tensor2D);
}

/** Times B as B 1; a scalar time for all examples as 1 1. */
function columnOf(t: Tensor | undefined): Tensor {
  if (t === undefined) throw new Error('internal: the continuous-time toy block got no time for z.');
  return tf.reshape(t, [-1, 1]);
}
