import { mean } from 'simple-statistics';

/** Mean of at least one value. Rounding never puts it outside of the values: of equal ones it is that value. */
export function meanOf(values: readonly number[]): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return Math.min(most, Math.max(least, mean(values as number[])));
}
