import { NopropError } from '@noprop/core';

/** A `dataset_corrupt` error: a file exists but its contents are wrong. */
export function corrupt(
  file: string,
  problem: string,
  hint = 'Replace it with the official file. If it was downloaded, delete it to fetch it again.',
): NopropError {
  return new NopropError({ code: 'dataset_corrupt', path: '', message: `${file}: ${problem}`, hint });
}
