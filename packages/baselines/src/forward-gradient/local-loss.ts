import type { Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import { headLogits } from '@noprop/objectives';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type Normalised, normalise, throughNorm } from './layer-norm';
import type { LocalMixer } from './local-mixer';

/** What a local head reads from a block's output. */
export interface LocalReading {
  readonly normalised: Normalised;
  /** Mean over the tokens of the normalised output, B D. */
  readonly features: Tensor;
  /** B K. */
  readonly logits: Tensor;
}

/** Class logits of a local head: linear on the mean over tokens of the output, normalised group by group. */
export function readLocal(head: Scope, output: Tensor, { groupWidth }: Pick<LocalMixer, 'groupWidth'>): LocalReading {
  const normalised = normalise(output, groupWidth);
  const features = tf.mean(normalised.y, 1);
  return { normalised, features, logits: headLogits(head, features) };
}

/**
 * The output layer's logits, and the features that they are read from: the mean over tokens of the last block's output,
 * normalised. No gradient goes from here into a block.
 */
export function readOutput(head: Scope, output: Tensor): { readonly features: Tensor; readonly logits: Tensor } {
  const pooled = tf.mean(output, 1);
  const features = normalise(pooled, pooled.shape[1] as number).y;
  return { features, logits: headLogits(head, features) };
}

/**
 * Derivatives of the replicated local losses along the noise, B P G. Token p and group g have a loss of their own: the
 * cross-entropy of the pooled features in which all other tokens and groups are constants. The losses are equal and only
 * their derivatives differ,
 *
 *     dL[n,p,g] = 1/(B P) sum over c in g of dx[n,p,c] (W (softmax - onehot)[n])[c],
 *
 * so the replicas are never built. They add up to the derivative of the pooled loss.
 *
 * @param tangent of the block's output, B P D
 * @param error softmax - onehot of the local head, B K
 * @returns for the mean loss over the batch
 */
export function localSlopes(
  { normalised }: LocalReading,
  kernel: Tensor,
  error: Tensor,
  tangent: Tensor,
  { groups, groupWidth }: Pick<LocalMixer, 'groups' | 'groupWidth'>,
): Tensor {
  const [batch, tokens, channels] = tangent.shape as [number, number, number];
  const slope = tf.reshape(tf.matMul(error, kernel, false, true), [batch, 1, channels]);
  const product = tf.mul(throughNorm(normalised, tangent), slope);
  const perGroup = tf.sum(tf.reshape(product, [batch, tokens, groups, groupWidth]), 3);
  return tf.mul(1 / (batch * tokens), perGroup);
}
