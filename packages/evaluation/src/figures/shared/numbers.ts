import { sampleStandardDeviation } from 'simple-statistics';

/** Whether a number can be drawn. */
export const isDrawable = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value);

/** Sample standard deviation; undefined for fewer than two values. */
export function deviation(values: readonly number[]): number | undefined {
  return values.length < 2 ? undefined : sampleStandardDeviation([...values]);
}

/** A fraction in percent. */
export const toPercent = (fraction: number): number => 100 * fraction;

/** `97.61 %`; with a spread `97.61 ± 0.05 %`. Both are fractions. */
export function percentText(value: number, spread?: number): string {
  return isDrawable(spread) ? `${decimals(value)} ± ${decimals(spread)} %` : `${decimals(value)} %`;
}

const decimals = (fraction: number): string => toPercent(fraction).toFixed(2);

/** `1,500 s`, `8.2 s` */
export function secondsText(seconds: number): string {
  const text = seconds >= 100 ? Math.round(seconds).toString() : seconds.toPrecision(2);
  return `${Number(text).toLocaleString('en-US')} s`;
}

/** Ends of a spread around a fraction, in percent, clipped to 0 and 100. */
export function spreadEnds(value: number, spread: number | undefined): readonly [number, number] | undefined {
  if (!isDrawable(spread)) return undefined;
  return [Math.max(0, toPercent(value - spread)), Math.min(100, toPercent(value + spread))];
}
