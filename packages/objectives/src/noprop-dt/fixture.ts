import { affine, classProbabilities, klOf, mixed, noised, row, softmax, squaredDistance } from '../shared/doubles';
import { mean } from '../shared/fixture';
import { affineOf, embeddingOf, type Values } from '../shared/oracle';

/** For tests: the inputs of L_t other than its parameters, as plain numbers. */
export interface Given {
  readonly labels: readonly number[];
  /** D. */
  readonly dimension: number;
  /** Standard normal, B D, for z_{t-1} and for z_T. */
  readonly noise: { readonly z: readonly number[]; readonly zFinal: readonly number[] };
  /** abar_0, abar_{t-1} and abar_T. */
  readonly alphaBar: { readonly first: number; readonly previous: number; readonly last: number };
  readonly weight: number;
  /** Standard deviation of the radial class probabilities. */
  readonly sigma?: number;
}

/** The terms of L_t in double precision, written from the paper without tensors. @paper eq:7 alg:1 */
export const termsInDoubles = {
  crossEntropy: (values: Values, { labels, dimension, noise, alphaBar, sigma }: Given): number => {
    const embedding = embeddingOf(values);
    const probabilities = labels.map((label, i) => {
      const zFinal = noised(row(embedding, label, dimension), alphaBar.last, row(noise.zFinal, i, dimension));
      return classProbabilities(zFinal, affineOf(values, 'head'), embedding, sigma)[label] as number;
    });
    return mean(probabilities.map((probability) => -Math.log(probability)));
  },
  kl: (values: Values, { labels, dimension, alphaBar }: Given): number =>
    mean(labels.map((label) => klOf(row(embeddingOf(values), label, dimension), alphaBar.first))),
  denoising: (values: Values, given: Given): number => {
    const embedding = embeddingOf(values);
    const errors = given.labels.map((label, i) => {
      const prediction = mixed(embedding, softmax(blockLogitsInDoubles(values, given, i)));
      return squaredDistance(prediction, row(embedding, label, given.dimension));
    });
    return given.weight * mean(errors);
  },
} as const;

/** The block's logits for z_{t-1} of example i. */
export function blockLogitsInDoubles(
  values: Values,
  { labels, dimension, noise, alphaBar }: Given,
  i: number,
): number[] {
  const u = row(embeddingOf(values), labels[i] as number, dimension);
  return affine(noised(u, alphaBar.previous, row(noise.z, i, dimension)), affineOf(values, 'block'));
}
