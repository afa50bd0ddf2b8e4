/** `1:05:09`, `2:03` or `7 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** `97.48 %` */
export const percent = (fraction: number): string => `${(100 * fraction).toFixed(2)} %`;

/** `loss 0.01230`, with four significant digits. */
export const term = (name: string, value: number): string => `${name} ${value === 0 ? '0' : value.toPrecision(4)}`;

/** `, 3.52 ms per image`; empty if it was not measured. */
export const perImage = (seconds: number | undefined): string =>
  seconds === undefined ? '' : `, ${(1000 * seconds).toPrecision(3)} ms per image`;

/** Whether a metric is an accuracy, judged by its name; all others are shown like the terms of a loss. */
export const isAccuracy = (name: string): boolean => name.toLowerCase().endsWith('accuracy');

/** `blockAccuracy 97.48 %`; metrics other than accuracies as `term` shows them. */
export const metric = (name: string, value: number): string =>
  isAccuracy(name) ? `${name} ${percent(value)}` : term(name, value);
