import type { Batch, DatasetSplit, ImageShape } from '@noprop/core';
import { createBytes, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** A dataset split on the device, as bytes. */
export interface DeviceSplit {
  readonly count: number;
  /** Gathers, casts and scales a batch by index, inside the step: indices int32 [B]. */
  batch(indices: Tensor): Batch;
  dispose(): void;
}

/** Copies a split to the device, once. */
export function createDeviceSplit(
  { images, labels, count }: DatasetSplit,
  { height, width, channels }: ImageShape,
): DeviceSplit {
  const imageBytes = createBytes(images, [count, height, width, channels]);
  const labelBytes = createBytes(labels, [count]);
  return {
    count,
    batch: (indices) => ({
      images: tf.mul(imageBytes.gather(indices), 1 / 255),
      labels: tf.cast(labelBytes.gather(indices), 'int32'),
    }),
    dispose: () => {
      imageBytes.dispose();
      labelBytes.dispose();
    },
  };
}

/** The first `limit` examples of a split; all of them without a limit. */
export function limitSplit({ images, labels, count }: DatasetSplit, limit: number | undefined): DatasetSplit {
  if (limit === undefined || limit >= count) return { images, labels, count };
  return {
    images: images.subarray(0, (images.length / count) * limit),
    labels: labels.subarray(0, limit),
    count: limit,
  };
}
