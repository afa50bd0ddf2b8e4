import type { Scope } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import type { Network } from './backprop';

/** The states of a chain and the image features of its blocks. */
export interface Chain {
  /** z_0 to z_T, B D. */
  readonly states: readonly Tensor[];
  /** The image features of each block, B F. */
  readonly features: readonly Tensor[];
}

/**
 * z_t = (1 - alpha_t) z_{t-1} + alpha_t uHat_t(z_{t-1}, x) with alpha_t = tanh(w_t), t = 1..T. The
 * alpha_t are weights of the network, in (-1, 1), and not part of a noise schedule.
 *
 * @param scopes of all groups, or roles of the same names
 * @param images B H W C
 * @param zNoise z_0, B D
 * @paper eq:15
 */
export function runChain(
  { block, embedding, steps }: Network,
  scopes: Readonly<Record<string, Scope>>,
  images: Tensor,
  zNoise: Tensor,
): Chain {
  const group = (name: string): Scope => scopes[name] as Scope;
  const alpha = tf.tanh(group('mixing').parameter('w'));
  const states = [zNoise];
  const features: Tensor[] = [];
  for (const [i, name] of blockNames(steps).entries()) {
    const z = states[i] as Tensor;
    const imageFeatures = block.features(group(name), images);
    const prediction = embedding.mix(group('embedding'), tf.softmax(block.logits(group(name), imageFeatures, z)));
    states.push(tf.add(z, tf.mul(tf.slice(alpha, i, 1), tf.sub(prediction, z))));
    features.push(imageFeatures);
  }
  return { states, features };
}

/** The groups of the blocks, in the order of the chain. */
export const blockNames = (steps: number): readonly string[] =>
  Array.from({ length: steps }, (_, i) => `block/${i + 1}`);
