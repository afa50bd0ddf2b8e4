import type { Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import { headLogits } from '@noprop/objectives';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type Normalized, normalize, throughNorm } from './layer-norm';
import type { LocalMixer } from './local-mixer';

/** What a local head reads from a block's output. */
export interface LocalReading {
  readonly normalized: Normalized;
  /** Mean over the tokens of the normalized output, B D. */
  readonly features: Tensor;
  /** B K. */
  readonly logits: Tensor;
}

/** Class logits of a local head: a linear map of the output, normalized group by group and averaged over tokens. */
export function readLocal(head: Scope, output: Tensor, { groupWidth }: Pick<LocalMixer, 'groupWidth'>): LocalReading {
  const normalized = normalize(output, groupWidth);
  const features = tf.mean(normalized.y, 1);
  return { normalized, features, logits: headLogits(head, features) };
}

/**
 * The output layer's logits and its features, the normalized mean over tokens of the last block's output. No gradient
 * goes from here into a block.
 */
export function readOutput(head: Scope, output: Tensor): { readonly features: Tensor; readonly logits: Tensor } {
  const pooled = tf.mean(output, 1);
  const features = normalize(pooled, pooled.shape[1] as number).y;
  return { features, logits: headLogits(head, features) };
}

/**
 * Derivatives of the replicated local losses along the noise, B P G. Each token p and group g has its own loss: the
 * cross-entropy of the pooled features with all other tokens and groups held constant. The losses have equal values and
 * differ only in their derivatives,
 *
 *     dL[n,p,g] = 1/(B P) sum over c in g of dx[n,p,c] (W (softmax - onehot)[n])[c],
 *
 * so the replicas are never built. The derivatives add up to that of the pooled loss.
 *
 * @param tangent of the block's output, B P D
 * @param error softmax - onehot of the local head, B K
 * @returns derivatives of the mean loss over the batch
 */
export function localSlopes(
  { normalized }: LocalReading,
  kernel: Tensor,
  error: Tensor,
  tangent: Tensor,
  { groups, groupWidth }: Pick<LocalMixer, 'groups' | 'groupWidth'>,
): Tensor {
  const [batch, tokens, channels] = tangent.shape as [number, number, number];
  const slope = tf.reshape(tf.matMul(error, kernel, false, true), [batch, 1, channels]);
  const product = tf.mul(throughNorm(normalized, tangent), slope);
  const perGroup = tf.sum(tf.reshape(product, [batch, tokens, groups, groupWidth]), 3);
  return tf.mul(1 / (batch * tokens), perGroup);
}
