/** An interval on an axis. */
export type Range = readonly [low: number, high: number];

/** The smallest range that contains all finite values; undefined if there are none. */
export function rangeOf(values: Iterable<number>): Range | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : undefined;
}

/** The range widened to whole steps of 1, 2 or 5 times a power of ten, about five of them; never empty. */
export function niceRange([low, high]: Range): Range {
  const size = Math.max(Math.abs(low), Math.abs(high));
  // Values that are equal but for rounding get a range as wide as their size.
  const span = size < TINY ? 1 : high - low < size * TINY ? size : high - low;
  const power = 10 ** Math.floor(Math.log10(span / 5));
  const step = power * ([1, 2, 5].find((factor) => span / (factor * power) <= 7) ?? 10);
  const [first, last] = [Math.floor(round(low / step)), Math.ceil(round(high / step))];
  return [round(first * step), round((last === first ? first + 1 : last) * step)];
}

/** The range of accuracies in percent, widened as by {@link niceRange}, but not beyond 0 and 100. */
export function percentRange(range: Range): Range {
  const [low, high] = niceRange(range);
  return [Math.max(0, low), Math.min(100, high)];
}

/** The range widened to whole powers of ten. */
export function powerRange([low, high]: Range): Range {
  const [first, last] = [Math.floor(round(Math.log10(low))), Math.ceil(round(Math.log10(high)))];
  return [power(first), power(last === first ? first + 1 : last)];
}

/** Up to seven powers of ten in a range. */
export function powersIn([low, high]: Range): readonly number[] {
  const [first, last] = [Math.ceil(round(Math.log10(low))), Math.floor(round(Math.log10(high)))];
  const stride = Math.max(1, Math.ceil((last - first) / 6));
  return Array.from({ length: Math.floor((last - first) / stride) + 1 }, (_, i) => power(first + i * stride));
}

/** A power of ten. Not by `**`, which rounds: 10 ** -4 is 0.00009999999999999999. */
const power = (exponent: number): number => Number(`1e${exponent}`);

const TINY = 1e-9;

/** Removes floating-point noise: 0.30000000000000004 becomes 0.3. */
const round = (value: number): number => Number(value.toPrecision(12));
