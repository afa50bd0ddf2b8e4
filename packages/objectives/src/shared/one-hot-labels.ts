import { tf } from '@noprop/engine';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';

/** One-hot rows of labels B (int32): float32 B K. */
export function oneHotLabels(labels: Tensor, classes: number): Tensor2D {
  return tf.oneHot(labels as never, classes, 1, 0, 'float32') as Tensor2D;
}
