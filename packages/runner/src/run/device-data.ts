import type { Batch, DatasetSplit, ImageShape, Normalization } from '@noprop/core';
import { createBytes, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** A dataset split stored on the device as bytes. */
export interface DeviceSplit {
  readonly count: number;
  /** Gathers a batch by its indices (int32 [B]), then casts, scales and normalizes it, all inside the compiled step. */
  batch(indices: Tensor): Batch;
  dispose(): void;
}

/**
 * Copies a split to the device.
 *
 * @param normalization applied to pixels after scaling them to [0, 1]; none by default
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

/** The first `limit` examples of a split, or all of them without a limit. */
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
 * Maps pixels from 0..255 to network inputs, B H W C: x / 255, or (x / 255 - mean) / deviation as one multiply-add,
 * a x + b with a = 1 / (255 deviation) and b = -mean / deviation.
 */
function pixelScale(normalization: Normalization | undefined, pixels: number): (bytes: Tensor) => Tensor {
  if (normalization === undefined) return (bytes) => tf.mul(bytes, 1 / 255);
  const { mean, deviation } = normalization;
  // One coefficient per image value: broadcasting over channels alone makes the add three times slower.
  const repeated = (each: readonly number[]): number[] => Array.from({ length: pixels }, () => each).flat();
  const a = repeated(deviation.map((each) => 1 / (255 * each)));
  const b = repeated(mean.map((each, c) => -each / (deviation[c] as number)));
  return (bytes) => {
    const rows = tf.reshape(bytes, [-1, a.length]);
    // Created in each call, so that they become constants of the traced step.
    return tf.reshape(tf.add(tf.mul(rows, tf.tensor1d(a)), tf.tensor1d(b)), bytes.shape);
  };
}
