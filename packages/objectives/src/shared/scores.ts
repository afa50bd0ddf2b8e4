import * as assert from 'uvu/assert';
import { mean } from './fixture';

/** For tests: asserts that mean and variance of normal samples are within four standard errors. */
export function assertNormal(
  samples: readonly number[],
  expected: { mean: number; variance: number },
  what: string,
): void {
  const center = mean(samples);
  const spread = mean(samples.map((value) => (value - center) ** 2));
  const meanZScore = (center - expected.mean) / Math.sqrt(expected.variance / samples.length);
  const varianceZScore = (spread / expected.variance - 1) / Math.sqrt(2 / samples.length);
  assert.ok(Math.abs(meanZScore) < 4, `${what}: mean ${center}, z = ${meanZScore}`);
  assert.ok(Math.abs(varianceZScore) < 4, `${what}: variance ${spread}, z = ${varianceZScore}`);
}

/** Asserts that equally long lists of standard normal numbers are uncorrelated with each other and have variance 1. */
export function assertIndependent(lists: readonly (readonly number[])[]): void {
  lists.forEach((first, i) => {
    lists.slice(0, i + 1).forEach((second, j) => {
      const product = mean(first.map((value, k) => value * (second[k] as number)));
      const zScore = (product - (i === j ? 1 : 0)) / Math.sqrt((i === j ? 2 : 1) / first.length);
      assert.ok(Math.abs(zScore) < 4, `list ${i} with list ${j}: ${product}, z = ${zScore}`);
    });
  });
}
