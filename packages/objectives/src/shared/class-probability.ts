import type { Embedding, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { headLogits } from './linear-head';
import { classEmbeddings, proximity } from './proximity';

/** Schema properties of an objective that reads classes with an output layer. */
export const classProbabilityProperties = {
  classProbability: {
    enum: ['softmax', 'radial'],
    default: 'softmax',
    description: 'Class probabilities: softmax of the output layer, or radial, by distance to its mixed embedding.',
    'x-paper': 'eq:13',
  },
  sigma: {
    type: 'number',
    exclusiveMinimum: 0,
    default: 1,
    description: 'Standard deviation of the radial class probabilities; softmax ignores it.',
    'x-paper': 'eq:14',
  },
} as const;

export interface ClassProbabilityOptions {
  readonly classProbability: 'softmax' | 'radial';
  readonly sigma: number;
}

/** Reads class logits B K, whose softmax is pHat(y | z), from noised labels z B D. */
export type ClassReader = (scopes: { readonly head: Scope; readonly embedding: Scope }, z: Tensor) => Tensor;

/**
 * The class probabilities of section 4.2.
 *
 * - `softmax`: softmax(f(z)).
 * - `radial`: exp(-||yTilde - u_y||^2 / (2 sigma^2)), normalized, with yTilde = softmax(f(z)) W_Embed.
 *
 * @paper eq:13 eq:14
 */
export function classReader(embedding: Embedding, { classProbability, sigma }: ClassProbabilityOptions): ClassReader {
  if (classProbability === 'softmax') return ({ head }, z) => headLogits(head, z);
  return ({ head, embedding: scope }, z) => {
    const mixed = embedding.mix(scope, tf.softmax(headLogits(head, z)));
    return tf.div(proximity(mixed, classEmbeddings(embedding, scope)), sigma * sigma);
  };
}
