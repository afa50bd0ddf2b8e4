import type { Initializer, ParameterSpecs, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Parameters of the output layer f: D -> K.
 *
 * @param init PyTorch's initialization of a linear layer by default
 * @paper eq:13
 */
export function linearHead(
  dimension: number,
  classes: number,
  init: Initializer = { kind: 'uniform', bound: 1 / Math.sqrt(dimension) },
): ParameterSpecs {
  return { kernel: { shape: [dimension, classes], init }, bias: { shape: [classes], init } };
}

/** Class logits f(z): z B D -> B K. @paper eq:13 */
export function headLogits(head: Scope, z: Tensor): Tensor {
  return tf.add(tf.matMul(z as never, head.parameter('kernel') as never), head.parameter('bias'));
}
