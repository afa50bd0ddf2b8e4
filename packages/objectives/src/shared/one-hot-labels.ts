import { tf } from '@noprop/engine';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';

/** Labels B (int32) as rows of 0 and one 1, B K, float32. */
export function oneHotLabels(labels: Tensor, classes: number): Tensor2D {
  return tf.oneHot(labels as never, classes, 1, 0, 'float32') as Tensor2D;
}
