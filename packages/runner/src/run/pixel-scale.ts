import type { Normalization } from '@noprop/core';

/** Maps normalized image values, in the order H W C, back to the scale from 0 (black) to 1 (white). */
export function pixelScale(
  normalization: Normalization | undefined,
  channels: number,
): (value: number, i: number) => number {
  if (normalization === undefined) return (value) => value;
  const { mean, deviation } = normalization;
  return (value, i) => value * (deviation[i % channels] as number) + (mean[i % channels] as number);
}
