import { join } from 'node:path';
import type { Dataset, DatasetSource, Split } from '@noprop/core';
import { type ArchiveFile, archiveFiles, type IdxArchive } from './archive';
import { download } from './download/download';
import { probe } from './download/probe';
import { type FoundFiles, findFiles } from './find-files';
import { missingEverywhere, missingInRoot, type SearchTarget } from './missing';
import { cacheFolder, type Environment, type Place, places } from './places';
import { readSplit } from './read-split';

/** Where to look for the files of a dataset. */
export interface IdxLocation {
  /** The only folder to look in; relative to the working directory. */
  readonly root?: string | undefined;
  readonly environment?: Environment;
}

/**
 * A dataset in MNIST's format. Its files come from `root` if set, otherwise from the first of these places that has all
 * of them: `NOPROP_DATA`, the user's cache, Debian's folder, a download into the cache.
 */
export function createIdxDataset(archive: IdxArchive, { root, environment = process.env }: IdxLocation = {}): Dataset {
  const where = places(archive, root, environment);
  const cache = cacheFolder(archive.name, environment);
  return {
    name: archive.name,
    image: archive.image,
    classes: archive.classNames.length,
    classNames: archive.classNames,
    count: (split) => archive.counts[split],
    locate: async () => {
      const found = await search(archive, where, root !== undefined);
      if (found !== undefined) return { origin: found.place.origin, location: found.place.folder };
      return locateDownload(archive, where);
    },
    load: async (split, onProgress) => {
      const found = await search(archive, where, root !== undefined);
      const files = found?.files ?? (await fetchSplit(archive, split, cache, onProgress));
      const { images, labels } = archive.files[split];
      return readSplit(archive, split, { images: files.path(images) as string, labels: files.path(labels) as string });
    },
  };
}

async function search(
  archive: IdxArchive,
  where: readonly Place[],
  only: boolean,
): Promise<{ readonly place: Place; readonly files: FoundFiles } | undefined> {
  for (const place of where) {
    const files = await findFiles(archive, place);
    if (files.missing.length === 0) return { place, files };
    if (only) throw missingInRoot(target(archive), place.folder, names(files.missing));
  }
  return undefined;
}

async function locateDownload(archive: IdxArchive, where: readonly Place[]): Promise<DatasetSource> {
  const answers: string[] = [];
  const smallest = archive.files.test.labels;
  for (const mirror of archive.mirrors) {
    const answer = await probe(`${mirror}${smallest.name}.gz`);
    if (answer === undefined) return { origin: 'download', location: mirror };
    answers.push(answer);
  }
  throw missingEverywhere(target(archive), where, answers);
}

/** Downloads the files of one split that are not in the cache yet. */
async function fetchSplit(
  archive: IdxArchive,
  split: Split,
  folder: string,
  onProgress: ((message: string) => void) | undefined,
): Promise<Pick<FoundFiles, 'path'>> {
  const place: Place = { origin: 'cache', folder };
  const { images, labels } = archive.files[split];
  const before = await findFiles(archive, place);
  for (const file of [images, labels]) {
    if (before.path(file) === undefined) await fetchFile(archive, file, folder, onProgress);
  }
  return findFiles(archive, place);
}

function fetchFile(
  { mirrors }: IdxArchive,
  { name, packed }: ArchiveFile,
  folder: string,
  onProgress: ((message: string) => void) | undefined,
): Promise<void> {
  const urls = mirrors.map((mirror) => `${mirror}${name}.gz`);
  return download({ urls, file: join(folder, `${name}.gz`), ...packed, ...(onProgress && { onProgress }) });
}

const target = (archive: IdxArchive): SearchTarget => ({
  name: archive.name,
  files: names(archiveFiles(archive)),
  form: 'each plain or as .gz',
});

const names = (files: readonly ArchiveFile[]): string[] => files.map(({ name }) => name);
