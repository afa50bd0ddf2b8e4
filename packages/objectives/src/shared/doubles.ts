import { sum } from './fixture';

/** For tests: building blocks of the losses in double precision, without tensors. Matrices are in row-major order. */

/** A linear map: D K, and K. */
export interface Affine {
  readonly kernel: readonly number[];
  readonly bias: readonly number[];
}

export const row = (matrix: readonly number[], i: number, width: number): readonly number[] =>
  matrix.slice(i * width, (i + 1) * width);

export function affine(z: readonly number[], { kernel, bias }: Affine): number[] {
  const width = bias.length;
  return bias.map((offset, k) => offset + sum(z.map((value, d) => value * (kernel[d * width + k] as number))));
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
export const softplus = (x: number): number => Math.log1p(Math.exp(x));

export function softmax(logits: readonly number[]): number[] {
  const exponentials = logits.map(Math.exp);
  return exponentials.map((value) => value / sum(exponentials));
}

export const squaredNorm = (vector: readonly number[]): number => sum(vector.map((value) => value * value));

export const squaredDistance = (a: readonly number[], b: readonly number[]): number =>
  squaredNorm(a.map((value, d) => value - (b[d] as number)));

/** The sample of q(z_t | y) for the given noise. */
export function noised(u: readonly number[], retained: number, eps: readonly number[]): number[] {
  return u.map((value, d) => Math.sqrt(retained) * value + Math.sqrt(1 - retained) * (eps[d] as number));
}

/** The weighted sum of the rows of a K D matrix. */
export function mixed(matrix: readonly number[], weights: readonly number[]): number[] {
  const dimension = matrix.length / weights.length;
  return Array.from({ length: dimension }, (_, d) =>
    sum(weights.map((weight, k) => weight * (matrix[k * dimension + d] as number))),
  );
}

/** KL(N(sqrt(abar) u, 1 - abar) || N(0, I)). */
export function klOf(u: readonly number[], alphaBar: number): number {
  return 0.5 * (alphaBar * squaredNorm(u) - u.length * (alphaBar + Math.log(1 - alphaBar)));
}

/**
 * pHat(y | z) of every class: softmax, or equation 14 if `sigma` is given.
 *
 * @param embedding K D
 */
export function classProbabilities(
  z: readonly number[],
  head: Affine,
  embedding: readonly number[],
  sigma?: number,
): number[] {
  const weights = softmax(affine(z, head));
  if (sigma === undefined) return weights;
  const yTilde = mixed(embedding, weights);
  const densities = weights.map((_, k) =>
    Math.exp(-squaredDistance(yTilde, row(embedding, k, yTilde.length)) / (2 * sigma * sigma)),
  );
  return densities.map((density) => density / sum(densities));
}
