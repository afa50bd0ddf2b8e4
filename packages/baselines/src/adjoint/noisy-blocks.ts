import type { BlockFamily } from '@noprop/core';
import { tf } from '@noprop/engine';
import { toyBlocks } from '@noprop/objectives/testing';

/** For tests: continuous-time blocks that drop half of the image and part of z during training. */
export const noisyBlocks: BlockFamily = {
  time: 'continuous',
  create: (dimensions) => {
    const block = toyBlocks('continuous').create(dimensions);
    return {
      ...block,
      features: (scope, images) => {
        if (!scope.training) return block.features(scope, images);
        const keep = scope.random.fold('dropout/image').bernoulli(images.shape, 0.5);
        return block.features(scope, tf.mul(images, tf.cast(keep, 'float32')));
      },
      logits: (scope, features, z, t) => {
        if (!scope.training) return block.logits(scope, features, z, t);
        const keep = scope.random.fold('dropout/label').bernoulli(z.shape, 0.8);
        return block.logits(scope, features, tf.mul(z, tf.cast(keep, 'float32')), t);
      },
    };
  },
};
