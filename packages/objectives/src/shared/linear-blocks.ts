import type { BlockFamily } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor2D } from '@tensorflow/tfjs-core';

/**
 * For tests: blocks whose logits are z times a matrix plus a bias and, in continuous time, t times a
 * vector, so that their loss has a simple formula.
 */
export function linearBlocks(time: BlockFamily['time']): BlockFamily {
  const timed = time === 'continuous';
  return {
    time,
    create: ({ embedding, classes }) => ({
      parameters: {
        kernel: { shape: [embedding, classes], init: { kind: 'uniform', bound: 1 } },
        bias: { shape: [classes], init: { kind: 'uniform', bound: 1 } },
        ...(timed && { rate: { shape: [classes], init: { kind: 'uniform', bound: 1 } } }),
      },
      statistics: {},
      features: (_scope, images) => images,
      logits: (scope, _features, z, t) => {
        const still = tf.add(tf.matMul(z as Tensor2D, scope.parameter('kernel') as Tensor2D), scope.parameter('bias'));
        return t === undefined ? still : tf.add(still, tf.mul(tf.reshape(t, [-1, 1]), scope.parameter('rate')));
      },
    }),
  };
}
