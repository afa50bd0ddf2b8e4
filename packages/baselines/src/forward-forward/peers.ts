import type { Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Share of a running mean that a batch replaces. */
const RENEWAL = 0.1;

/**
 * Peer normalization: pulls each unit's running mean activity towards the mean of its layer, 1 N. It is not gated by
 * the ReLU, so it revives units that are never active. Updates the running mean, from positive data only.
 *
 * @param activity of positive data, B N
 */
export function peerAscent(layer: Scope, activity: Tensor, strength: number): Tensor {
  const before = layer.statistic('mean');
  const mean = tf.add(before, tf.mul(RENEWAL, tf.sub(tf.mean(activity, 0), before)));
  layer.setStatistic('mean', mean);
  return tf.mul(strength, tf.sub(tf.mean(mean), tf.reshape(mean, [1, -1])));
}
