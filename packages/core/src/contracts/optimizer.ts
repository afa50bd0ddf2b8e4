import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tensors } from './parameters';

/** State of an optimizer: for each slot, one tensor a parameter, by the parameter's path. */
export type Slots = Readonly<Record<string, Tensors>>;

/** A pure optimizer; its state is keyed by parameter, so it can never be shared by position. */
export interface Optimizer {
  /** Names of the slots, e.g. `m` and `v`; each starts at zero in the parameter's shape. */
  readonly slots: readonly string[];
  /**
   * Which parameter groups have settings of their own: a group's name, or the beginning of several before a slash
   * (`feedback` is for `feedback` and for `feedback/2`).
   */
  readonly groups?: readonly string[];
  /** The optimizer with the settings of a group; the same object for equal settings. Without it, all share this one. */
  forGroup?(name: string): Optimizer;
  /**
   * One update.
   * @param step int32 scalar, 1 at the first update of these parameters
   * @param progress float32 scalar in [0, 1): the share of the run's steps that are done
   */
  update(
    parameters: Tensors,
    gradients: Tensors,
    slots: Slots,
    step: Tensor,
    progress: Tensor,
  ): { readonly parameters: Tensors; readonly slots: Slots };
}

/** The optimizer of one parameter group. */
export function optimizerOf(optimizer: Optimizer, group: string): Optimizer {
  return optimizer.forGroup?.(group) ?? optimizer;
}
