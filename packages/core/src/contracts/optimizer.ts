import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tensors } from './parameters';

/** State of an optimizer: for each slot, one tensor a parameter, by the parameter's path. */
export type Slots = Readonly<Record<string, Tensors>>;

/** A pure optimizer; its state is keyed by parameter, so it can never be shared by position. */
export interface Optimizer {
  /** Names of the slots, e.g. `m` and `v`; each starts at zero in the parameter's shape. */
  readonly slots: readonly string[];
  /**
   * One update.
   * @param step int32 scalar, 1 at the first update of these parameters
   */
  update(
    parameters: Tensors,
    gradients: Tensors,
    slots: Slots,
    step: Tensor,
  ): { readonly parameters: Tensors; readonly slots: Slots };
}
