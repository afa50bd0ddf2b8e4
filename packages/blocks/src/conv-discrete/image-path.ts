import type { Dimensions, ParameterSpecs, Scope } from '@noprop/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { batchNorm, batchNormParameters, batchNormStatistics } from '../shared/layers/batch-norm';
import { applyTrunk, trunkParameters } from '../shared/trunk/trunk';
import type { Options } from './conv-discrete';

export function imageParameters({ image }: Dimensions, options: Options): ParameterSpecs {
  return { ...trunkParameters('image', image, options), ...batchNormParameters('image/norm', options.hidden) };
}

export function imageStatistics({ hidden }: Options): ParameterSpecs {
  return batchNormStatistics('image/norm', hidden);
}

/** The trunk, then batch norm without a ReLU. Images B H W C -> features B F. @paper fig:15 */
export function applyImagePath(scope: Scope, images: Tensor, options: Options): Tensor {
  return batchNorm(scope, 'image/norm', applyTrunk(scope, 'image', images, options));
}
