import type { Batch, DatasetSplit, ImageShape, Normalization } from '@noprop/core';
import { createBytes, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** A dataset split on the device, as bytes. */
export interface DeviceSplit {
  readonly count: number;
  /** Gathers, casts, scales and normalises a batch by index, inside the step: indices int32 [B]. */
  batch(indices: Tensor): Batch;
  dispose(): void;
}

/**
 * Copies a split to the device, once.
 *
 * @param normalization of the pixels, after they are scaled to [0, 1]; by default none
 */
export function createDeviceSplit(
  { images, labels, count }: DatasetSplit,
  { height, width, channels }: ImageShape,
  normalization?: Normalization,
): DeviceSplit {
  const imageBytes = createBytes(images, [count, height, width, channels]);
  const labelBytes = createBytes(labels, [count]);
  const scale = pixelScale(normalization, height * width);
  return {
    count,
    batch: (indices) => ({
      images: scale(imageBytes.gather(indices)),
      labels: tf.cast(labelBytes.gather(indices), 'int32'),
    }),
    dispose: () => {
      imageBytes.dispose();
      labelBytes.dispose();
    },
  };
}

/** The first `limit` examples of a split; all of them without a limit. */
export function limitSplit(split: DatasetSplit, limit: number | undefined): DatasetSplit {
  const { images, labels, coarseLabels, count } = split;
  if (limit === undefined || limit >= count) return split;
  return {
    images: images.subarray(0, (images.length / count) * limit),
    labels: labels.subarray(0, limit),
    ...(coarseLabels && { coarseLabels: coarseLabels.subarray(0, limit) }),
    count: limit,
  };
}

/**
 * Pixels of 0 to 255 to what a network sees, B H W C: x / 255, or (x / 255 - mean) / deviation as the one multiply-add
 * a x + b with a = 1 / (255 deviation) and b = -mean / deviation.
 */
function pixelScale(normalization: Normalization | undefined, pixels: number): (bytes: Tensor) => Tensor {
  if (normalization === undefined) return (bytes) => tf.mul(bytes, 1 / 255);
  const { mean, deviation } = normalization;
  // One number a value of the image: broadcast over the channels alone, the add takes three times as long.
  const repeated = (each: readonly number[]): number[] => Array.from({ length: pixels }, () => each).flat();
  const a = repeated(deviation.map((each) => 1 / (255 * each)));
  const b = repeated(mean.map((each, c) => -each / (deviation[c] as number)));
  return (bytes) => {
    const rows = tf.reshape(bytes, [-1, a.length]);
    // Made in each call, so that they are constants of the step that is traced.
    return tf.reshape(tf.add(tf.mul(rows, tf.tensor1d(a)), tf.tensor1d(b)), bytes.shape);
  };
}
