import type { Tensor } from '@tensorflow/tfjs-core';
import type { ImageShape } from './dataset';
import type { ParameterSpecs } from './parameters';
import type { Scope } from './scope';

/** The sizes a block is built for. */
export interface Dimensions {
  readonly image: ImageShape;
  /** K. */
  readonly classes: number;
  /** D. */
  readonly embedding: number;
}

/**
 * A denoising block: maps an image x and a noised label z to class logits. It runs in two stages, so that the part that
 * depends only on x is computed once for many z.
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
   * @param t time of z in [0, 1], B, or a scalar for all of them; given only to continuous-time blocks
   */
  logits(scope: Scope, features: Tensor, z: Tensor, t?: Tensor): Tensor;
}

/** Builds blocks. All blocks of a network have the same shape; each has its own parameters. */
export interface BlockFamily {
  /** `discrete`: one block per step, which does not see the time. `continuous`: one network for all times. */
  readonly time: 'discrete' | 'continuous';
  create(dimensions: Dimensions): DenoisingBlock;
}
