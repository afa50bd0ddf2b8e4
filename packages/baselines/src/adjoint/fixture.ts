import {
  affine,
  affineOf,
  classProbabilities,
  embeddingOf,
  mean,
  mixed,
  numbersOf,
  row,
  type Values,
} from '@noprop/objectives/testing';

/** For tests: the inputs of the loss other than its parameters, as plain numbers. */
export interface Given {
  readonly labels: readonly number[];
  /** D. */
  readonly dimension: number;
  readonly steps: number;
  /** z(0), B D. */
  readonly zNoise: readonly number[];
}

/** -log pHat(y | z(1)), mean over the batch, after Euler steps in a linear field: in doubles, without tensors. */
export function crossEntropyInDoubles(values: Values, { labels, dimension, steps, zNoise }: Given): number {
  const embedding = embeddingOf(values);
  const rate = numbersOf(values, 'network/rate');
  const probabilities = labels.map((label, i) => {
    let z = [...row(zNoise, i, dimension)];
    for (let step = 0; step < steps; step++) {
      const logits = affine(z, affineOf(values, 'network')).map(
        (still, k) => still + (step / steps) * (rate[k] as number),
      );
      const field = mixed(embedding, logits);
      z = z.map((value, d) => value + (field[d] as number) / steps);
    }
    return classProbabilities(z, affineOf(values, 'head'), embedding)[label] as number;
  });
  return mean(probabilities.map((probability) => -Math.log(probability)));
}
