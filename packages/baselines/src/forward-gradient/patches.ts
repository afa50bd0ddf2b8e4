import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Cuts images B H W C into `perSide` x `perSide` patches that do not overlap: B P F, with patches row by row, and the
 * features of each ordered by row, column and color.
 */
export function toPatches(images: Tensor, perSide: number): Tensor {
  const [batch, height, width, channels] = images.shape as [number, number, number, number];
  const [rows, columns] = [height / perSide, width / perSide];
  const cut = tf.reshape(images, [batch, perSide, rows, perSide, columns * channels]);
  return tf.reshape(tf.transpose(cut, [0, 1, 3, 2, 4]), [batch, perSide * perSide, rows * columns * channels]);
}
