import { NopropError } from '@noprop/core';

/** A `dataset_corrupt` error: a file that is there but does not hold what it should. */
export function corrupt(
  file: string,
  problem: string,
  hint = 'Replace it by the official file, or remove it if it may be downloaded.',
): NopropError {
  return new NopropError({ code: 'dataset_corrupt', path: '', message: `${file}: ${problem}`, hint });
}
