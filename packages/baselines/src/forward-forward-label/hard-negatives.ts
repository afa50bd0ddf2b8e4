import type { RandomKey } from '@noprop/core';
import { tf } from '@noprop/engine';
import { oneHotLabels } from '@noprop/objectives';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Far larger than any difference between two logits. */
const NEVER = 1e9;
/** Half the resolution of {@link RandomKey.uniform}, which can return 0. */
const SMALLEST = 2 ** -24;

/**
 * Wrong labels that look right: for each image, a sample from the softmax over all classes but its own.
 *
 * @param logits B K
 * @param labels B, int32
 * @returns B, int32
 */
export function hardNegatives(logits: Tensor, labels: Tensor, random: RandomKey): Tensor {
  const classes = logits.shape[1] as number;
  const excluded = tf.mul(NEVER, oneHotLabels(labels, classes));
  // The argmax of logits plus Gumbel noise is a sample from their softmax.
  const uniform = tf.maximum(random.uniform(logits.shape), SMALLEST);
  const gumbel = tf.neg(tf.log(tf.neg(tf.log(uniform))));
  return tf.cast(tf.argMax(tf.sub(tf.add(logits, gumbel), excluded), 1), 'int32');
}
