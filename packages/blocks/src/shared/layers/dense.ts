import type { ParameterSpecs, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { kernelAndBias } from './fan-in';

export function denseParameters(path: string, inputs: number, outputs: number): ParameterSpecs {
  return kernelAndBias(path, [inputs, outputs]);
}

/** Fully connected layer: B I -> B O. */
export function dense(scope: Scope, path: string, x: Tensor): Tensor {
  return tf.add(tf.matMul(x, scope.parameter(`${path}/kernel`)), scope.parameter(`${path}/bias`));
}
