import type { ParameterSpecs, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { dense, denseParameters } from '../shared/layers/dense';
import { relu } from '../shared/layers/relu';
import { timeEmbedding } from '../shared/layers/time-embedding';
import type { Options } from './conv-continuous';

export function timeParameters({ timeEmbedding: dimension, hidden }: Options): ParameterSpecs {
  return denseParameters('time/dense', dimension, hidden);
}

/** The time path: positional embedding, dense layer, ReLU. Times t, B or a scalar, -> B F or 1 F. @paper fig:15 */
export function applyTimePath(scope: Scope, t: Tensor, { timeEmbedding: dimension, timeScale }: Options): Tensor {
  return relu(dense(scope, 'time/dense', timeEmbedding(tf.mul(timeScale, t), dimension)));
}
