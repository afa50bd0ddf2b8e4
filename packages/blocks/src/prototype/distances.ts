import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Centered bytes are at most 128 in magnitude, so 1024 products sum to at most 2^24: exact in float32 and TF32. */
const EXACT_PRODUCTS = 1024;
/** Squared distances over this many features stay below 2^31. */
const EXACT_SUMS = 32 * EXACT_PRODUCTS;

/** A group of features of n images, small enough for exact squared distances. */
export interface FeatureGroup {
  /** Pixels minus 128, float32, each n by at most {@link EXACT_PRODUCTS}. */
  readonly chunks: readonly Tensor[];
  /** Squared norms, int32 n. */
  readonly norms: Tensor;
}

/** Images as feature groups, and the weight of each group's squared distance in the total. */
export interface WeightedFeatures {
  readonly groups: readonly FeatureGroup[];
  readonly weights: readonly number[];
}

/**
 * @param images bytes, N D
 * @param members indices of the n images to take
 * @param size D
 * @param channelWeights weights of the channels, the last axis; a single number applies to all
 */
export function createFeatureGroups(
  images: Uint8Array,
  members: readonly number[],
  size: number,
  channelWeights: readonly number[],
): WeightedFeatures {
  const channels = channelWeights.length;
  const weighted = channelWeights.flatMap((weight, channel) => {
    const features = Array.from({ length: size / channels }, (_, i) => i * channels + channel);
    return split(features, EXACT_SUMS).map((some) => ({
      weight,
      group: createFeatureGroup(images, members, size, some),
    }));
  });
  return { groups: weighted.map(({ group }) => group), weights: weighted.map(({ weight }) => weight) };
}

/** The same features for `count` images, starting at `start`. */
export function sliceRows({ chunks, norms }: FeatureGroup, start: number, count: number): FeatureGroup {
  return {
    chunks: chunks.map((chunk) => tf.slice(chunk, [start, 0], [count, -1])),
    norms: tf.slice(norms, start, count),
  };
}

export function disposeFeatureGroups(groups: readonly FeatureGroup[]): void {
  for (const { chunks, norms } of groups) tf.dispose([...chunks, norms]);
}

/** Exact squared distances from each row to every image: int32 R n. */
export function squaredDistances(rows: FeatureGroup, all: FeatureGroup): Tensor {
  const products = rows.chunks.map((chunk, i) =>
    tf.cast(tf.matMul(chunk, all.chunks[i] as Tensor, false, true), 'int32'),
  );
  const norms = tf.add(tf.expandDims(rows.norms, 1), tf.expandDims(all.norms, 0));
  return tf.sub(norms, tf.mul(tf.scalar(2, 'int32'), sum(products)));
}

function createFeatureGroup(
  images: Uint8Array,
  members: readonly number[],
  size: number,
  features: readonly number[],
): FeatureGroup {
  const chunks = split(features, EXACT_PRODUCTS).map((chunk) => {
    const pixels = new Float32Array(members.length * chunk.length);
    for (const [row, member] of members.entries()) {
      for (let i = 0; i < chunk.length; i++) {
        pixels[row * chunk.length + i] = (images[member * size + (chunk[i] as number)] as number) - 128;
      }
    }
    return tf.tensor2d(pixels, [members.length, chunk.length]);
  });
  const norms = tf.tidy(() => sum(chunks.map((chunk) => tf.cast(tf.sum(tf.square(chunk), 1), 'int32'))));
  return { chunks, norms };
}

const sum = (tensors: readonly Tensor[]): Tensor => tensors.reduce((a, b) => tf.add(a, b));

function split(features: readonly number[], length: number): readonly (readonly number[])[] {
  const runs = Math.ceil(features.length / length);
  return Array.from({ length: runs }, (_, i) => features.slice(i * length, (i + 1) * length));
}
