import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * A stateless source of random tensors: a key always gives the same numbers, on every backend, eager or compiled
 * (Philox4x32-10). Like a JAX key it never advances. Drawing twice from one key repeats the numbers, so
 * {@link RandomKey.fold} a new key for each use.
 */
export interface RandomKey {
  /** An independent child key, named after its use (`dropout/conv1`). */
  fold(name: string): RandomKey;
  /**
   * The key with number `index`, for draws inside a loop: each index gives different numbers. Index 0 is this key
   * itself, so fold first, draw only from indexed keys, and index only once.
   *
   * @param index int32 scalar, 0 or more
   */
  at(index: Tensor): RandomKey;
  /** Uniform in [0, 1), float32, of the given shape. */
  uniform(shape: readonly number[]): Tensor;
  /** Standard normal, float32, of the given shape. */
  normal(shape: readonly number[]): Tensor;
  /** True with this probability (to 2^-16), bool, of the given shape. The cheapest draw: two elements per word. */
  bernoulli(shape: readonly number[], probability: number): Tensor;
  /** 32 random bits per element, int32, of the given shape. */
  bits(shape: readonly number[]): Tensor;
}
