import { exitCodes, NopropError } from '@noprop/core';
import type { Place } from './places';

/** What was looked for. */
export interface Sought {
  /** Name of the dataset. */
  readonly name: string;
  readonly files: readonly string[];
  /** In which form the files may lie, e.g. `each file plain or as .gz`. */
  readonly form: string;
}

/** `dataset_missing` for a place that was asked for by `with.root`: nothing else is tried then. */
export function missingInRoot({ name, form }: Sought, folder: string, missing: readonly string[]): NopropError {
  return new NopropError(
    {
      code: 'dataset_missing',
      path: 'root',
      message: `The dataset ${name} is wanted in ${folder}, ${form}; not found: ${missing.join(', ')}.`,
      hint: 'Put the files there, or leave out root to use NOPROP_DATA, the cache or a download.',
    },
    exitCodes.usage,
  );
}

/** `dataset_missing` for data that lie in no known place while no address answers. */
export function missingEverywhere(
  { name, files, form }: Sought,
  places: readonly Place[],
  answers: readonly string[],
): NopropError {
  const folders = places.map(({ folder }) => folder).join(', ');
  return new NopropError(
    {
      code: 'dataset_missing',
      path: '',
      message:
        `The dataset ${name} (${files.join(', ')}, ${form}) is in none of ${folders}, ` +
        `and cannot be downloaded: ${answers.join('; ')}.`,
      hint: `Point NOPROP_DATA to a folder that holds ${name}/, set its option root, or connect to the network.`,
    },
    exitCodes.usage,
  );
}
