import { exitCodes, NopropError } from '@noprop/core';
import { type ArchiveFile, archiveFiles, type IdxArchive } from './archive';
import type { Place } from './places';

/** `dataset_missing` for a folder that was asked for by `with.root`: nothing else is tried then. */
export function missingInRoot(archive: IdxArchive, folder: string, missing: readonly ArchiveFile[]): NopropError {
  return new NopropError(
    {
      code: 'dataset_missing',
      path: 'root',
      message: `The dataset ${archive.name} is wanted in ${folder}, each file plain or as .gz; not found: ${names(missing)}.`,
      hint: 'Put the files there, or leave out root to use NOPROP_DATA, the cache or a download.',
    },
    exitCodes.usage,
  );
}

/** `dataset_missing` for data that lie in no known place while no address answers. */
export function missingEverywhere(
  archive: IdxArchive,
  places: readonly Place[],
  answers: readonly string[],
): NopropError {
  const folders = places.map(({ folder }) => folder).join(', ');
  return new NopropError(
    {
      code: 'dataset_missing',
      path: '',
      message:
        `The dataset ${archive.name} (${names(archiveFiles(archive))}, each plain or as .gz) is in none of ${folders}, ` +
        `and cannot be downloaded: ${answers.join('; ')}.`,
      hint: `Point NOPROP_DATA to a folder that holds ${archive.name}/, set its option root, or connect to the network.`,
    },
    exitCodes.usage,
  );
}

const names = (files: readonly ArchiveFile[]): string => files.map(({ name }) => name).join(', ');
