import { affine, classProbabilities, mixed, row, squaredDistance } from '../shared/doubles';
import { mean } from '../shared/fixture';
import { affineOf, embeddingOf, numbersOf, type Values } from '../shared/oracle';

/** For tests: the inputs of the loss other than its parameters, as plain numbers. */
export interface Given {
  readonly labels: readonly number[];
  /** D. */
  readonly dimension: number;
  /** B. */
  readonly times: readonly number[];
  /** Standard normal, B D: z_0, and the noise that moves z_t off the straight line. */
  readonly noise: { readonly zNoise: readonly number[]; readonly path: readonly number[] };
  readonly sigma: number;
}

/** The terms of the loss in double precision, written from the paper without tensors. @paper eq:10 eq:12 alg:3 */
export const termsInDoubles = {
  flowMatching: (values: Values, given: Given): number =>
    mean(given.labels.map((_, i) => squaredDistance(fieldInDoubles(values, given, i), targetOf(values, given, i)))),
  crossEntropy: (values: Values, given: Given): number => {
    const embedding = embeddingOf(values);
    const head = affineOf(values, 'head');
    const probabilities = given.labels.map(
      (label, i) => classProbabilities(extrapolatedInDoubles(values, given, i), head, embedding)[label] as number,
    );
    return mean(probabilities.map((probability) => -Math.log(probability)));
  },
} as const;

/** zTilde_1 of example i. @paper eq:11 */
export function extrapolatedInDoubles(values: Values, given: Given, i: number): number[] {
  const left = 1 - (given.times[i] as number);
  const field = fieldInDoubles(values, given, i);
  return stateOf(values, given, i).map((z, d) => z + left * (field[d] as number));
}

/** v(z_t, x, t) of example i. */
function fieldInDoubles(values: Values, given: Given, i: number): number[] {
  const rate = numbersOf(values, 'network/rate');
  const t = given.times[i] as number;
  const still = affine(stateOf(values, given, i), affineOf(values, 'network'));
  return mixed(
    embeddingOf(values),
    still.map((weight, k) => weight + t * (rate[k] as number)),
  );
}

/** z_t of example i. @paper eq:9 */
function stateOf(values: Values, given: Given, i: number): number[] {
  const { times, noise, dimension, sigma } = given;
  const t = times[i] as number;
  const [start, path] = [row(noise.zNoise, i, dimension), row(noise.path, i, dimension)];
  return cleanOf(values, given, i).map((u, d) => t * u + (1 - t) * (start[d] as number) + sigma * (path[d] as number));
}

/** z_1 - z_0 of example i. */
function targetOf(values: Values, given: Given, i: number): number[] {
  const start = row(given.noise.zNoise, i, given.dimension);
  return cleanOf(values, given, i).map((u, d) => u - (start[d] as number));
}

const cleanOf = (values: Values, { labels, dimension }: Given, i: number): readonly number[] =>
  row(embeddingOf(values), labels[i] as number, dimension);
