import {
  affine,
  affineOf,
  classProbabilities,
  embeddingOf,
  mean,
  mixed,
  numbersOf,
  row,
  softmax,
  type Values,
} from '@noprop/objectives/testing';

/** For tests: the inputs of the loss other than its parameters, as plain numbers. */
export interface Given {
  readonly labels: readonly number[];
  /** D. */
  readonly dimension: number;
  /** T. */
  readonly steps: number;
  /** z_0, B D. */
  readonly zNoise: readonly number[];
  /** For radial class probabilities. */
  readonly sigma?: number;
}

/** -log pHat(y | z_T), mean over the batch, in doubles: written from the paper, without tensors. @paper eq:15 */
export function crossEntropyInDoubles(values: Values, given: Given): number {
  const probabilities = given.labels.map((label, i) => probabilitiesInDoubles(values, given, i)[label] as number);
  return mean(probabilities.map((probability) => -Math.log(probability)));
}

/** pHat of every class for example i. */
export function probabilitiesInDoubles(
  values: Values,
  { dimension, steps, zNoise, sigma }: Given,
  i: number,
): number[] {
  const embedding = embeddingOf(values);
  let z = [...row(zNoise, i, dimension)];
  for (let t = 1; t <= steps; t++) {
    const alpha = Math.tanh(numbersOf(values, 'mixing/w')[t - 1] as number);
    const prediction = mixed(embedding, softmax(affine(z, affineOf(values, `block/${t}`))));
    z = z.map((value, d) => (1 - alpha) * value + alpha * (prediction[d] as number));
  }
  return classProbabilities(z, affineOf(values, 'head'), embedding, sigma);
}
