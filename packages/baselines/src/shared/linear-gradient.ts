import type { Tensors } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Gradient of one linear layer, kernel and bias, from the slope in its output: the only derivative of it that a local
 * method needs.
 *
 * @param inputs rows of its input, N F (or G N F for G layers side by side)
 * @param slopes of the loss with respect to its output, N D (or G N D)
 */
export function linearGradient(inputs: Tensor, slopes: Tensor): Tensors {
  return { kernel: tf.matMul(inputs, slopes, true), bias: tf.sum(slopes, -2) };
}
