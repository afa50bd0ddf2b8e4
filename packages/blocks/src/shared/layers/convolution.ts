import type { ParameterSpecs, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { kernelAndBias } from './fan-in';

/** `same` pads with zeros to keep the size, `valid` adds no padding. */
export type Padding = 'same' | 'valid';

export interface ConvolutionOptions {
  readonly padding: Padding;
  /** Max pooling, 2 x 2 with stride 2. */
  readonly pool: boolean;
}

const KERNEL = 3;
const POOL = 2;

export function convolutionParameters(path: string, inputs: number, outputs: number): ParameterSpecs {
  return kernelAndBias(path, [KERNEL, KERNEL, inputs, outputs]);
}

/**
 * 3 x 3 convolution with bias and stride 1, then max pooling if `pool` is set: B H W I -> B H' W' O.
 *
 * The figure has bias and ReLU before the pooling. Both are monotone, so they commute with the maximum, and
 * applied after it they process a quarter of the elements. The ReLU is therefore left to the caller.
 */
export function convolution(scope: Scope, path: string, x: Tensor, { padding, pool }: ConvolutionOptions): Tensor {
  const kernel = scope.parameter(`${path}/kernel`) as Tensor4D;
  const convolved = tf.conv2d(x as Tensor4D, kernel, 1, padding);
  const pooled = pool ? tf.maxPool(convolved, POOL, POOL, 'valid') : convolved;
  return tf.add(pooled, scope.parameter(`${path}/bias`));
}

/** Height or width after {@link convolution}. */
export function convolvedSize(size: number, { padding, pool }: ConvolutionOptions): number {
  const convolved = padding === 'same' ? size : size - KERNEL + 1;
  return pool ? Math.floor(convolved / POOL) : convolved;
}
