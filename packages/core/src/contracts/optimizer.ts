import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tensors } from './parameters';

/** State of an optimizer: for each slot, one tensor per parameter, by the parameter's path. */
export type Slots = Readonly<Record<string, Tensors>>;

/** A pure optimizer. Its state is keyed by parameter path, so two parameters can never share it by position. */
export interface Optimizer {
  /** Names of the slots, e.g. `m` and `v`. Each starts at zero and has the parameter's shape. */
  readonly slots: readonly string[];
  /**
   * Parameter groups with settings of their own: a group's name, or its beginning up to a slash (`feedback` covers
   * `feedback` and `feedback/2`).
   */
  readonly groups?: readonly string[];
  /** The optimizer for a group; the same object for equal settings. If absent, all groups share this one. */
  forGroup?(name: string): Optimizer;
  /**
   * One update.
   * @param step int32 scalar, 1 at the first update of these parameters
   * @param fraction float32 scalar in [0, 1): the fraction of the run's steps already done
   */
  update(
    parameters: Tensors,
    gradients: Tensors,
    slots: Slots,
    step: Tensor,
    fraction: Tensor,
  ): { readonly parameters: Tensors; readonly slots: Slots };
}

/** The optimizer for one parameter group. */
export function optimizerOf(optimizer: Optimizer, group: string): Optimizer {
  return optimizer.forGroup?.(group) ?? optimizer;
}
