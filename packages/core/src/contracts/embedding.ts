import type { Tensor } from '@tensorflow/tfjs-core';
import type { ParameterSpecs } from './parameters';
import type { Scope } from './scope';

/** Class embeddings u_y, the rows of W_Embed. */
export interface Embedding {
  /** K. */
  readonly classes: number;
  /** D. */
  readonly dimension: number;
  /** Empty if the embedding is fixed; the updates of the blocks are then independent. */
  readonly parameters: ParameterSpecs;
  /** u_y of each label: labels B (int32) -> B D. */
  embed(scope: Scope, labels: Tensor): Tensor;
  /** Weighted sum of class embeddings: weights B K -> B D. */
  mix(scope: Scope, weights: Tensor): Tensor;
}
