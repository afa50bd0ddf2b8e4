import type { Dimensions, ParameterSpecs, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { batchNorm, batchNormParameters, batchNormStatistics } from '../shared/layers/batch-norm';
import { dense, denseParameters } from '../shared/layers/dense';
import { relu } from '../shared/layers/relu';
import type { Options } from './conv-discrete';

export function labelParameters({ embedding }: Dimensions, { hidden }: Options): ParameterSpecs {
  return {
    ...denseParameters('label/dense1', embedding, hidden),
    ...batchNormParameters('label/norm1', hidden),
    ...denseParameters('label/dense2', hidden, hidden),
    ...batchNormParameters('label/norm2', hidden),
    ...denseParameters('label/dense3', hidden, hidden),
    ...batchNormParameters('label/norm3', hidden),
  };
}

export function labelStatistics({ hidden }: Options): ParameterSpecs {
  return {
    ...batchNormStatistics('label/norm1', hidden),
    ...batchNormStatistics('label/norm2', hidden),
    ...batchNormStatistics('label/norm3', hidden),
  };
}

/** The path of the noised label: a layer, and a residual pair of layers without a ReLU after the sum. z B D -> B F. @paper fig:15 */
export function applyLabelPath(scope: Scope, z: Tensor): Tensor {
  const first = relu(batchNorm(scope, 'label/norm1', dense(scope, 'label/dense1', z)));
  const second = relu(batchNorm(scope, 'label/norm2', dense(scope, 'label/dense2', first)));
  const residual = batchNorm(scope, 'label/norm3', dense(scope, 'label/dense3', second));
  return tf.add(first, residual);
}
