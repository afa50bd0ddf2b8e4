import type { Dimensions, ParameterSpecs, Scope } from '@noprop/core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { dense, denseParameters } from '../shared/layers/dense';
import { relu } from '../shared/layers/relu';
import { applyLabelTrunk, labelIsImage } from '../shared/trunk/label-trunk';
import { trunkParameters } from '../shared/trunk/trunk';
import type { Options } from './conv-continuous';

export interface LabelPath {
  readonly parameters: ParameterSpecs;
  /** Noised labels z B D -> B F. */
  apply(scope: Scope, z: Tensor): Tensor;
}

/** The noised-label path: one layer, or a trunk if z is read as an image; then ReLU. @paper fig:15 */
export function createLabelPath(dimensions: Dimensions, options: Options): LabelPath {
  const { image, embedding } = dimensions;
  if (labelIsImage(dimensions, options.label)) {
    return {
      parameters: trunkParameters('label', image, options),
      apply: (scope, z) => relu(applyLabelTrunk(scope, z, image, options)),
    };
  }
  return {
    parameters: denseParameters('label/dense', embedding, options.hidden),
    apply: (scope, z) => relu(dense(scope, 'label/dense', z)),
  };
}
