import type { Dimensions, ParameterSpecs, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { batchNorm, batchNormParameters, batchNormStatistics } from '../shared/layers/batch-norm';
import { dense, denseParameters } from '../shared/layers/dense';
import { relu } from '../shared/layers/relu';
import { applyLabelTrunk, labelIsImage } from '../shared/trunk/label-trunk';
import { trunkParameters } from '../shared/trunk/trunk';
import type { Options } from './conv-discrete';

export interface LabelPath {
  readonly parameters: ParameterSpecs;
  readonly statistics: ParameterSpecs;
  /** Noised labels z B D -> B F. */
  apply(scope: Scope, z: Tensor): Tensor;
}

/** The noised-label path: dense layers, or a trunk if z is read as an image. @paper fig:15 */
export function createLabelPath(dimensions: Dimensions, options: Options): LabelPath {
  return labelIsImage(dimensions, options.label) ? imagePath(dimensions, options) : vectorPath(dimensions, options);
}

function imagePath({ image }: Dimensions, options: Options): LabelPath {
  return {
    parameters: { ...trunkParameters('label', image, options), ...batchNormParameters('label/norm', options.hidden) },
    statistics: batchNormStatistics('label/norm', options.hidden),
    apply: (scope, z) => batchNorm(scope, 'label/norm', applyLabelTrunk(scope, z, image, options)),
  };
}

/** One layer, then a residual pair of layers without a ReLU after the sum. */
function vectorPath({ embedding }: Dimensions, { hidden }: Options): LabelPath {
  return {
    parameters: {
      ...denseParameters('label/dense1', embedding, hidden),
      ...batchNormParameters('label/norm1', hidden),
      ...denseParameters('label/dense2', hidden, hidden),
      ...batchNormParameters('label/norm2', hidden),
      ...denseParameters('label/dense3', hidden, hidden),
      ...batchNormParameters('label/norm3', hidden),
    },
    statistics: {
      ...batchNormStatistics('label/norm1', hidden),
      ...batchNormStatistics('label/norm2', hidden),
      ...batchNormStatistics('label/norm3', hidden),
    },
    apply: (scope, z) => {
      const first = relu(batchNorm(scope, 'label/norm1', dense(scope, 'label/dense1', z)));
      const second = relu(batchNorm(scope, 'label/norm2', dense(scope, 'label/dense2', first)));
      const residual = batchNorm(scope, 'label/norm3', dense(scope, 'label/dense3', second));
      return tf.add(first, residual);
    },
  };
}
