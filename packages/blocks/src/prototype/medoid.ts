import { compile, readTensor, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { createFeatureGroups, disposeFeatureGroups, type FeatureGroup, sliceRows, squaredDistances } from './distances';
import { medianDistance } from './median';

/** Number of images whose distances to all others are computed at once. */
const ROWS = 512;
/** Above the relative float32 rounding error of a weighted sum of exact distances. */
const SLACK = 1e-5;
const LARGEST = 3e38;

/**
 * Position in `members` of the image with the smallest median Euclidean distance to the others; ties go to the
 * first. The device computes exact distances and counts how many images are within the smallest median so far; the
 * few rows with enough of them are read back, and their medians computed in double precision.
 *
 * @param images bytes, N D
 * @param members indices of the images to choose from, at least one
 * @param size D
 * @param channelWeights weights of the channels in a squared distance; a single number applies to all
 */
export async function findMedoid(
  images: Uint8Array,
  members: readonly number[],
  size: number,
  channelWeights: readonly number[],
): Promise<number> {
  const count = members.length;
  if (count === 1) return 0;
  const { groups, weights } = createFeatureGroups(images, members, size, channelWeights);
  const measure = compile((input: BlockInput) => measureBlock(input, weights), { name: 'distances of images' });
  let best = { position: 0, median: Number.POSITIVE_INFINITY };
  for (let start = 0; start < count; start += ROWS) {
    const rows = groups.map((group) => sliceRows(group, start, Math.min(ROWS, count - start)));
    const bound = tf.scalar(Math.min(best.median ** 2 * (1 + SLACK), LARGEST));
    const { distances, within } = measure({ rows, all: groups, bound });
    for (const [row, near] of readTensor(within).entries()) {
      if (near < 1 + Math.floor(count / 2)) continue;
      const median = medianDistance(weightedRow(distances, weights, row));
      if (median < best.median) best = { position: start + row, median };
    }
    disposeFeatureGroups(rows);
    tf.dispose([...distances, within, bound]);
    // Yield to the event loop, so that signals and output are handled.
    await new Promise(setImmediate);
  }
  disposeFeatureGroups(groups);
  measure.dispose();
  return best.position;
}

interface BlockInput {
  readonly rows: readonly FeatureGroup[];
  readonly all: readonly FeatureGroup[];
  /** A squared distance. */
  readonly bound: Tensor;
}

/** Squared distances by feature group, int32 R n, and the number per row within the bound, itself included: int32 R. */
function measureBlock({ rows, all, bound }: BlockInput, weights: readonly number[]) {
  const distances = rows.map((group, i) => squaredDistances(group, all[i] as FeatureGroup));
  const whole = distances
    .map((squared, i) => tf.mul(weights[i] as number, tf.cast(squared, 'float32')))
    .reduce((a, b) => tf.add(a, b));
  const within = tf.sum(tf.cast(tf.lessEqual(whole, bound), 'int32'), 1);
  return { distances, within };
}

/** The squared distances from one image to all, in double precision. */
function weightedRow(distances: readonly Tensor[], weights: readonly number[], row: number): Float64Array {
  const squared = new Float64Array(distances[0]?.shape[1] as number);
  for (const [i, group] of distances.entries()) {
    const slice = tf.slice(group, [row, 0], [1, -1]);
    for (const [column, value] of readTensor(slice).entries()) {
      squared[column] = (squared[column] as number) + (weights[i] as number) * value;
    }
    slice.dispose();
  }
  return squared;
}
