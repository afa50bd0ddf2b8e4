import { compile, readTensor, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { createParts, disposeParts, type Part, sliceRows, squaredDistances } from './distances';
import { medianDistance } from './median';

/** Images whose distances to all others are held at once. */
const ROWS = 512;
/** More than float32 rounds a weighted sum of exact distances by. */
const SLACK = 1e-5;
const LARGEST = 3e38;

/**
 * Position in `members` of the image with the smallest median Euclidean distance to the other ones; of equals the
 * first. The device finds exact distances and how many images are within the smallest median so far; the few rows
 * that have enough of them are read, and their medians found in double precision.
 *
 * @param images bytes, N D
 * @param members indices of the images to choose from, at least one
 * @param size D
 * @param channelWeights what a squared difference in each channel weighs; one number for all
 */
export async function findMedoid(
  images: Uint8Array,
  members: readonly number[],
  size: number,
  channelWeights: readonly number[],
): Promise<number> {
  const count = members.length;
  if (count === 1) return 0;
  const { parts, weights } = createParts(images, members, size, channelWeights);
  const measure = compile((input: BlockInput) => measureBlock(input, weights), { name: 'distances of images' });
  let best = { position: 0, median: Number.POSITIVE_INFINITY };
  for (let start = 0; start < count; start += ROWS) {
    const rows = parts.map((part) => sliceRows(part, start, Math.min(ROWS, count - start)));
    const bound = tf.scalar(Math.min(best.median ** 2 * (1 + SLACK), LARGEST));
    const { distances, within } = measure({ rows, all: parts, bound });
    for (const [row, near] of readTensor(within).entries()) {
      if (near < 1 + Math.floor(count / 2)) continue;
      const median = medianDistance(weightedRow(distances, weights, row));
      if (median < best.median) best = { position: start + row, median };
    }
    disposeParts(rows);
    tf.dispose([...distances, within, bound]);
    // Lets signals and output through.
    await new Promise(setImmediate);
  }
  disposeParts(parts);
  measure.dispose();
  return best.position;
}

interface BlockInput {
  readonly rows: readonly Part[];
  readonly all: readonly Part[];
  /** A squared distance. */
  readonly bound: Tensor;
}

/** Squared distances by part, int32 R n, and how many of each row are within the bound, the image itself included: int32 R. */
function measureBlock({ rows, all, bound }: BlockInput, weights: readonly number[]) {
  const distances = rows.map((part, i) => squaredDistances(part, all[i] as Part));
  const whole = distances
    .map((squared, i) => tf.mul(weights[i] as number, tf.cast(squared, 'float32')))
    .reduce((a, b) => tf.add(a, b));
  const within = tf.sum(tf.cast(tf.lessEqual(whole, bound), 'int32'), 1);
  return { distances, within };
}

/** One image's squared distances to all, in double precision. */
function weightedRow(distances: readonly Tensor[], weights: readonly number[], row: number): Float64Array {
  const squared = new Float64Array(distances[0]?.shape[1] as number);
  for (const [i, part] of distances.entries()) {
    const slice = tf.slice(part, [row, 0], [1, -1]);
    for (const [column, value] of readTensor(slice).entries()) {
      squared[column] = (squared[column] as number) + (weights[i] as number) * value;
    }
    slice.dispose();
  }
  return squared;
}
