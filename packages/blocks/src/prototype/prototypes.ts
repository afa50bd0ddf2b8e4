import { type ImageShape, NopropError, type Normalization, type TrainingData } from '@noprop/core';
import { findMedoid } from './medoid';

/**
 * The prototype of each class, K D in row-major order: the training image with the smallest median Euclidean
 * distance to the other images of its class, scaled like the input of the network. Ties go to the first image.
 *
 * @throws NopropError `class_without_images` naming every class without a training image
 */
export async function computePrototypes(data: TrainingData): Promise<Float32Array> {
  const { split, image, classes, normalization, onProgress } = data;
  const size = image.height * image.width * image.channels;
  const members = membersByClass(split.labels, classes);
  const weights = channelWeights(image, normalization);
  const scale = pixelScale(normalization);
  const prototypes = new Float32Array(classes * size);
  for (const [k, indices] of members.entries()) {
    onProgress?.(
      `prototype ${k + 1} of ${classes}: class ${k}, ${indices.length} ${indices.length === 1 ? 'image' : 'images'}`,
    );
    const chosen = indices[await findMedoid(split.images, indices, size, weights)] as number;
    const pixels = split.images.subarray(chosen * size, (chosen + 1) * size);
    pixels.forEach((byte, i) => {
      prototypes[k * size + i] = scale(byte, i % image.channels);
    });
  }
  return prototypes;
}

/** Indices of the images of each class, ascending. */
function membersByClass(labels: Uint8Array, classes: number): readonly (readonly number[])[] {
  const members: number[][] = Array.from({ length: classes }, () => []);
  for (const [i, label] of labels.entries()) members[label]?.push(i);
  const empty = [...members.keys()].filter((k) => members[k]?.length === 0);
  if (empty.length > 0) throw withoutImages(empty);
  return members;
}

function withoutImages(empty: readonly number[]): NopropError {
  const which = empty.length === 1 ? `Class ${empty[0]} has` : `Classes ${empty.join(', ')} have`;
  return new NopropError({
    code: 'class_without_images',
    path: 'embedding',
    message: `${which} no training image to use as a prototype.`,
    hint: 'Raise training.limit, or set embedding.with.init: orthogonal.',
  });
}

/** Weights of the channels in a squared distance; a single number if they are all equal. */
function channelWeights({ channels }: ImageShape, normalization: Normalization | undefined): readonly number[] {
  const deviations = normalization?.deviation ?? [1];
  if (deviations.every((deviation) => deviation === deviations[0])) return [1];
  return Array.from({ length: channels }, (_, c) => (deviations[c] as number) ** -2);
}

/** Scales a byte like the input of the network. */
function pixelScale(normalization: Normalization | undefined): (byte: number, channel: number) => number {
  if (normalization === undefined) return (byte) => byte / 255;
  const { mean, deviation } = normalization;
  return (byte, c) => (byte / 255 - (mean[c] as number)) / (deviation[c] as number);
}
