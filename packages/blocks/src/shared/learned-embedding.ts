import type { Embedding, Initializer } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { withGradient } from './layers/with-gradient';

/**
 * Learned class embeddings: the parameter `weight` is W_Embed, K D. Both `embed` and `mix` pass gradients to it.
 *
 * @param init initializer of W_Embed
 */
export function learnedEmbedding(classes: number, dimension: number, init: Initializer): Embedding {
  return {
    classes,
    dimension,
    parameters: { weight: { shape: [classes, dimension], init } },
    embed: (scope, labels) => rowsOf(scope.parameter('weight'), labels),
    mix: (scope, weights) => tf.matMul(weights, scope.parameter('weight')),
  };
}

/**
 * Rows of a matrix by index: weight K D, labels B -> B D. A gather is exact even if products are rounded (TF32).
 * The gradient is a matrix product because a scattered sum has no fixed order on a GPU.
 */
function rowsOf(weight: Tensor, labels: Tensor): Tensor {
  return withGradient([weight], (matrix) => ({
    value: tf.gather(matrix, labels),
    saved: [labels],
    gradient: (dy, [indices]) => {
      const chosen = tf.cast(tf.oneHot(indices as Tensor, matrix.shape[0] as number), 'float32');
      return [tf.matMul(chosen, dy, true)];
    },
  }));
}
