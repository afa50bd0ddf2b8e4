import { NopropError } from '@noprop/core';

/** A `dataset_corrupt` error: a file that is there but does not hold what it should. */
export function corrupt(file: string, problem: string, hint = 'Replace the file by the official one.'): NopropError {
  return new NopropError({ code: 'dataset_corrupt', path: '', message: `${file}: ${problem}`, hint });
}
