import type { BlockFamily } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { mean, sum } from '../shared/fixture';

/** For tests: a block whose logits are z times a matrix plus a bias, so that its loss can be written down. */
export const linearBlocks: BlockFamily = {
  create: ({ embedding, classes }) => ({
    parameters: {
      kernel: { shape: [embedding, classes], init: { kind: 'uniform', bound: 1 } },
      bias: { shape: [classes], init: { kind: 'uniform', bound: 1 } },
    },
    statistics: {},
    features: (_scope, images) => images,
    logits: (scope, _features, z) =>
      tf.add(tf.matMul(z as Tensor2D, scope.parameter('kernel') as Tensor2D), scope.parameter('bias')),
  }),
};

/** Everything that L_t is computed from, as plain numbers; matrices row by row. */
export interface Numbers {
  readonly labels: readonly number[];
  readonly dimension: number;
  /** K D. */
  readonly embedding: readonly number[];
  /** D K, and K. */
  readonly block: { readonly kernel: readonly number[]; readonly bias: readonly number[] };
  /** D K, and K. */
  readonly head: { readonly kernel: readonly number[]; readonly bias: readonly number[] };
  /** Standard normal, B D, for z_{t-1} and for z_T. */
  readonly noise: { readonly z: readonly number[]; readonly zFinal: readonly number[] };
  /** abar_0, abar_{t-1} and abar_T. */
  readonly alphaBar: { readonly first: number; readonly previous: number; readonly last: number };
  readonly weight: number;
}

/** The terms of L_t in double precision, written from the paper and without a tensor. @paper eq:7 alg:1 */
export function termsInDoubles(numbers: Numbers): { crossEntropy: number; kl: number; denoising: number } {
  const { labels, dimension, embedding, head, noise, alphaBar, weight } = numbers;
  const perExample = labels.map((label, i) => {
    const u = row(embedding, label, dimension);
    const weights = softmax(blockLogitsInDoubles(numbers, i));
    const prediction = u.map((_, d) => sum(weights.map((each, k) => each * (embedding[k * dimension + d] as number))));
    const probabilities = softmax(affine(noised(u, alphaBar.last, row(noise.zFinal, i, dimension)), head));
    const squaredNorm = sum(u.map((value) => value * value));
    return {
      crossEntropy: -Math.log(probabilities[label] as number),
      kl: 0.5 * (alphaBar.first * squaredNorm - dimension * alphaBar.first - dimension * Math.log(1 - alphaBar.first)),
      denoising: weight * sum(u.map((value, d) => ((prediction[d] as number) - value) ** 2)),
    };
  });
  const meanOf = (term: 'crossEntropy' | 'kl' | 'denoising'): number => mean(perExample.map((each) => each[term]));
  return { crossEntropy: meanOf('crossEntropy'), kl: meanOf('kl'), denoising: meanOf('denoising') };
}

/** The block's logits for z_{t-1} of example i. */
export function blockLogitsInDoubles(
  { labels, embedding, dimension, block, noise, alphaBar }: Numbers,
  i: number,
): number[] {
  const u = row(embedding, labels[i] as number, dimension);
  return affine(noised(u, alphaBar.previous, row(noise.z, i, dimension)), block);
}

const row = (matrix: readonly number[], i: number, width: number): readonly number[] =>
  matrix.slice(i * width, (i + 1) * width);

function noised(u: readonly number[], retained: number, eps: readonly number[]): number[] {
  return u.map((value, d) => Math.sqrt(retained) * value + Math.sqrt(1 - retained) * (eps[d] as number));
}

function affine(z: readonly number[], { kernel, bias }: Numbers['block']): number[] {
  const width = bias.length;
  return bias.map((offset, k) => offset + sum(z.map((value, d) => value * (kernel[d * width + k] as number))));
}

function softmax(logits: readonly number[]): number[] {
  const exponentials = logits.map(Math.exp);
  return exponentials.map((value) => value / sum(exponentials));
}
