import { exitCodes, NopropError } from '@noprop/core';
import type { Place } from './places';

/** The dataset that was searched for. */
export interface SearchTarget {
  /** Name of the dataset. */
  readonly name: string;
  readonly files: readonly string[];
  /** Accepted forms of the files, e.g. `each plain or as .gz`. */
  readonly form: string;
}

/** `dataset_missing` for an incomplete `with.root`; no other place is searched. */
export function missingInRoot({ name, form }: SearchTarget, folder: string, missing: readonly string[]): NopropError {
  return new NopropError(
    {
      code: 'dataset_missing',
      path: 'root',
      message: `No complete copy of ${name} in ${folder}; missing: ${missing.join(', ')}.`,
      hint: `Put the files there (${form}), or remove root to use NOPROP_DATA, the cache or a download.`,
    },
    exitCodes.usage,
  );
}

/** `dataset_missing` for a dataset that is in no known place and cannot be downloaded. */
export function missingEverywhere(
  { name, files, form }: SearchTarget,
  places: readonly Place[],
  answers: readonly string[],
): NopropError {
  const folders = places.map(({ folder }) => folder).join(', ');
  return new NopropError(
    {
      code: 'dataset_missing',
      path: '',
      message: `The dataset ${name} was not found in ${folders}, and cannot be downloaded: ${answers.join('; ')}.`,
      hint:
        `Connect to the network, or put ${files.join(', ')} (${form}) into ${name}/ under NOPROP_DATA ` +
        'or into the folder given by root.',
    },
    exitCodes.usage,
  );
}
