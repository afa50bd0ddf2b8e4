import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Centred bytes are at most 128 in size, and 1024 products of two are at most 2^24: exact in float32, even in TF32. */
const EXACT_PRODUCTS = 1024;
/** Squared distances over so many features stay below 2^31. */
const EXACT_SUMS = 32 * EXACT_PRODUCTS;

/** Some features of n images, for exact distances over them. */
export interface Part {
  /** Pixels less 128, float32, n by at most {@link EXACT_PRODUCTS} each. */
  readonly chunks: readonly Tensor[];
  /** Squared norms, int32 n. */
  readonly norms: Tensor;
}

/** Images as parts, and what a squared distance over each part weighs in the whole. */
export interface WeightedParts {
  readonly parts: readonly Part[];
  readonly weights: readonly number[];
}

/**
 * @param images bytes, N D
 * @param members indices of the n images to take
 * @param size D
 * @param channelWeights weights of the channels, which are the last axis; one number for all
 */
export function createParts(
  images: Uint8Array,
  members: readonly number[],
  size: number,
  channelWeights: readonly number[],
): WeightedParts {
  const channels = channelWeights.length;
  const weighted = channelWeights.flatMap((weight, channel) => {
    const features = Array.from({ length: size / channels }, (_, i) => i * channels + channel);
    return split(features, EXACT_SUMS).map((some) => ({ weight, part: createPart(images, members, size, some) }));
  });
  return { parts: weighted.map(({ part }) => part), weights: weighted.map(({ weight }) => weight) };
}

/** The same features of `count` images from the one at `start`. */
export function sliceRows({ chunks, norms }: Part, start: number, count: number): Part {
  return {
    chunks: chunks.map((chunk) => tf.slice(chunk, [start, 0], [count, -1])),
    norms: tf.slice(norms, start, count),
  };
}

export function disposeParts(parts: readonly Part[]): void {
  for (const { chunks, norms } of parts) tf.dispose([...chunks, norms]);
}

/** Exact squared distances of each row to each of all images: int32 R n. */
export function squaredDistances(rows: Part, all: Part): Tensor {
  const products = rows.chunks.map((chunk, i) =>
    tf.cast(tf.matMul(chunk, all.chunks[i] as Tensor, false, true), 'int32'),
  );
  const norms = tf.add(tf.expandDims(rows.norms, 1), tf.expandDims(all.norms, 0));
  return tf.sub(norms, tf.mul(tf.scalar(2, 'int32'), sum(products)));
}

function createPart(images: Uint8Array, members: readonly number[], size: number, features: readonly number[]): Part {
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
