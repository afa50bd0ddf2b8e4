import * as assert from 'uvu/assert';
import { mean } from './fixture';

/** For tests: asserts mean and variance of normal samples, both to four standard errors. */
export function assertNormal(
  samples: readonly number[],
  wanted: { mean: number; variance: number },
  what: string,
): void {
  const centre = mean(samples);
  const spread = mean(samples.map((value) => (value - centre) ** 2));
  const meanScore = (centre - wanted.mean) / Math.sqrt(wanted.variance / samples.length);
  const varianceScore = (spread / wanted.variance - 1) / Math.sqrt(2 / samples.length);
  assert.ok(Math.abs(meanScore) < 4, `${what}: mean ${centre}, z = ${meanScore}`);
  assert.ok(Math.abs(varianceScore) < 4, `${what}: variance ${spread}, z = ${varianceScore}`);
}

/** Asserts that lists of equally many standard normal numbers are independent of each other, and have variance 1. */
export function assertIndependent(lists: readonly (readonly number[])[]): void {
  lists.forEach((first, i) => {
    lists.slice(0, i + 1).forEach((second, j) => {
      const product = mean(first.map((value, k) => value * (second[k] as number)));
      const score = (product - (i === j ? 1 : 0)) / Math.sqrt((i === j ? 2 : 1) / first.length);
      assert.ok(Math.abs(score) < 4, `numbers ${i} with numbers ${j}: ${product}, z = ${score}`);
    });
  });
}
