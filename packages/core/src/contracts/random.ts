import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * A stateless source of random tensors: the same key always gives the same numbers, on every
 * backend, eager or compiled (Philox4x32-10). Like a JAX key it is never advanced: draw twice
 * from one key and the numbers repeat, so {@link RandomKey.fold} a new key for each use.
 */
export interface RandomKey {
  /** Independent child key, named after its use (`dropout/conv1`). */
  fold(name: string): RandomKey;
  /**
   * Key number `index` of this one, for draws inside a loop: other indices give other numbers.
   * Index 0 is this key itself, so fold before, draw only from keys with an index, and index once.
   *
   * @param index int32 scalar, 0 or more
   */
  at(index: Tensor): RandomKey;
  /** Uniform in [0, 1), float32, of the given shape. */
  uniform(shape: readonly number[]): Tensor;
  /** Standard normal, float32, of the given shape. */
  normal(shape: readonly number[]): Tensor;
  /** True with this probability (to 2^-16), bool, of the given shape. The cheapest draw: two elements a word. */
  bernoulli(shape: readonly number[], probability: number): Tensor;
  /** 32 random bits an element, int32, of the given shape. */
  bits(shape: readonly number[]): Tensor;
}
