import type { Tensor } from '@tensorflow/tfjs-core';
import type { ImageShape } from './dataset';
import type { ParameterSpecs } from './parameters';
import type { Scope } from './scope';

/** The sizes that a block is built for. */
export interface Dimensions {
  readonly image: ImageShape;
  /** K. */
  readonly classes: number;
  /** D. */
  readonly embedding: number;
}

/**
 * A denoising block: image x and noised label z to class logits. It is applied in two parts, so
 * that what depends on x alone is computed once when z changes.
 * @paper fig:15
 */
export interface DenoisingBlock {
  readonly parameters: ParameterSpecs;
  readonly statistics: ParameterSpecs;
  /** Image features: images B H W C -> B F. */
  features(scope: Scope, images: Tensor): Tensor;
  /**
   * Class logits from features B F and noised labels B D: B K.
   *
   * @param t time of z in [0, 1], B, or a scalar for all of them; given to blocks of continuous time and to no others
   */
  logits(scope: Scope, features: Tensor, z: Tensor, t?: Tensor): Tensor;
}

/** Builds a block; every block of a network has the same shape and its own parameters. */
export interface BlockFamily {
  /** `discrete`: one block a step, none of which is told the time. `continuous`: one network for every time. */
  readonly time: 'discrete' | 'continuous';
  create(dimensions: Dimensions): DenoisingBlock;
}
