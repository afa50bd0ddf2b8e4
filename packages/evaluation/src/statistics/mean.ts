import { mean } from 'simple-statistics';

/**
 * Mean of at least one value. Rounding never moves it out of the range of the values, so equal values have an exact
 * mean.
 */
export function meanOf(values: readonly number[]): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return Math.min(most, Math.max(least, mean(values as number[])));
}
