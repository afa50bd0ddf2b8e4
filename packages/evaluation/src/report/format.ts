import { countText, differenceText, meanText, percentText, spreadsText } from '../statistics/number-text';

/** Shown for a value that is unknown or undefined, e.g. the spread of a single value. */
export const NONE = '\u2013';

type Known = number | null | undefined;

/** `97.61`: a fraction in percent, without the % sign. */
export const percent = (fraction: Known): string => (isKnown(fraction) ? percentText(fraction) : NONE);

/** `97.61 %` */
export const percentSign = (fraction: Known): string => (isKnown(fraction) ? `${percent(fraction)}\u00a0%` : NONE);

/** `97.61 ± 0.05`; without a spread only the mean. */
export function withSpread(mean: Known, spread: Known): string {
  if (!isKnown(mean)) return NONE;
  return meanText(mean, isKnown(spread) ? spread : undefined).replaceAll(' ', '\u00a0');
}

/** `97.50 to 97.72` */
export const range = (interval: readonly [Known, Known] | undefined): string =>
  isKnown(interval?.[0]) && isKnown(interval?.[1])
    ? `${percent(interval[0])}\u00a0to\u00a0${percent(interval[1])}`
    : NONE;

/** `+0.12` or `−1.86`: a difference of fractions, in percentage points. */
export const points = (difference: Known): string => (isKnown(difference) ? differenceText(difference) : NONE);

/** `−3.1`: a difference in units of a spread. */
export const spreads = (units: Known): string => (isKnown(units) ? spreadsText(units) : NONE);

/** Four significant digits. */
export function term(value: Known): string {
  if (!isKnown(value)) return NONE;
  if (value === 0) return '0';
  return Math.abs(value) < 1e-3 ? value.toExponential(3) : value.toPrecision(4);
}

/** `1,234,567` */
export const count = countText;

/** `1:05:09`, `2:03` or `7.2 s`. */
export function duration(seconds: Known): string {
  if (!isKnown(seconds)) return NONE;
  if (seconds < 60) return `${seconds < 10 ? seconds.toPrecision(2) : seconds.toFixed(0)}\u00a0s`;
  const whole = Math.round(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** `1.25 GB`, `31.4 MB`: powers of 1000. */
export function bytes(value: Known): string {
  if (!isKnown(value)) return NONE;
  const [unit, size] = value >= 1e9 ? ['GB', 1e9] : value >= 1e6 ? ['MB', 1e6] : ['kB', 1e3];
  return `${(value / (size as number)).toPrecision(3)}\u00a0${unit}`;
}

/** `1 seed`, `3 seeds`. */
export const plural = (number: number, one: string, many = `${one}s`): string =>
  `${count(number)}\u00a0${number === 1 ? one : many}`;

/** The first digits of a hash, enough to recognize it. */
export const shortHash = (hash: string): string => hash.slice(0, 8);

const isKnown = (value: Known): value is number => typeof value === 'number' && Number.isFinite(value);
