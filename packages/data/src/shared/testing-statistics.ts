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
