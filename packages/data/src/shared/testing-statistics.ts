import type { DatasetSplit } from '@noprop/core';

/** Number of examples of each class. */
export function classCounts({ labels }: DatasetSplit, classes: number): number[] {
  const counts = Array<number>(classes).fill(0);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  return counts;
}

/** Mean and standard deviation of the pixels as fractions, to four decimals. */
export function pixelStatistics({ images }: DatasetSplit): [mean: string, deviation: string] {
  let sum = 0;
  let squares = 0;
  for (const value of images) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / images.length;
  const deviation = Math.sqrt(squares / images.length - mean * mean);
  return [(mean / 255).toFixed(4), (deviation / 255).toFixed(4)];
}

/** Mean and standard deviation of each channel, as fractions. */
export function channelStatistics(
  { images }: DatasetSplit,
  channels: number,
): { mean: readonly number[]; deviation: readonly number[] } {
  const sums = Array<number>(channels).fill(0);
  const squares = Array<number>(channels).fill(0);
  // Sums of integers below 2^53 are exact.
  for (const [i, value] of images.entries()) {
    const c = i % channels;
    sums[c] = (sums[c] as number) + value;
    squares[c] = (squares[c] as number) + value * value;
  }
  const count = images.length / channels;
  const mean = sums.map((sum) => sum / count / 255);
  const deviation = squares.map((sum, c) => Math.sqrt(sum / count - ((sums[c] as number) / count) ** 2) / 255);
  return { mean, deviation };
}
