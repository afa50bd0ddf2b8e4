import type { Dimensions, ParameterSpecs, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { batchNorm, batchNormParameters, batchNormStatistics } from '../shared/layers/batch-norm';
import { dense, denseParameters } from '../shared/layers/dense';
import { relu } from '../shared/layers/relu';
import type { Options } from './conv-discrete';

export function fusedParameters({ classes }: Dimensions, { hidden, fusion }: Options): ParameterSpecs {
  return {
    ...denseParameters('fusion/dense1', 2 * hidden, hidden),
    ...batchNormParameters('fusion/norm1', hidden),
    ...denseParameters('fusion/dense2', hidden, fusion),
    ...batchNormParameters('fusion/norm2', fusion),
    ...denseParameters('output', fusion, classes),
  };
}

export function fusedStatistics({ hidden, fusion }: Options): ParameterSpecs {
  return { ...batchNormStatistics('fusion/norm1', hidden), ...batchNormStatistics('fusion/norm2', fusion) };
}

/** Maps image features B F and label features B F to class logits B K. @paper fig:15 */
export function applyFusedPath(scope: Scope, image: Tensor, label: Tensor): Tensor {
  const fused = tf.concat([image, label], 1);
  const first = relu(batchNorm(scope, 'fusion/norm1', dense(scope, 'fusion/dense1', fused)));
  const second = relu(batchNorm(scope, 'fusion/norm2', dense(scope, 'fusion/dense2', first)));
  return dense(scope, 'output', second);
}
