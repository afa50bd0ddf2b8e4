import type { Dataset, DatasetSource } from '@noprop/core';
import { probe } from '../download/probe';
import { missingEverywhere, missingInRoot, type SearchTarget } from '../missing';
import { cacheFolder, type Environment, type Place, places } from '../places';
import { type CifarArchive, cifarFiles, exampleCount } from './archive';
import { describeCopy, OFFICIAL } from './describe-copy';
import { fetchCifar } from './fetch-cifar';
import { type Found, findCifar } from './find-cifar';
import { readCifarSplit } from './read-split';

/** Where to look for the files of a dataset. */
export interface CifarLocation {
  /** The only place to look in, a folder or the archive; relative to the working directory. */
  readonly root?: string | undefined;
  readonly environment?: Environment;
}

/**
 * A dataset in CIFAR's binary format. It comes from `root` if set, otherwise from the first of these places that has
 * it: `NOPROP_DATA`, the user's cache, a download into the cache. Sizes and labels of every copy are checked; digests
 * only decide how `locate` describes the copy.
 */
export function createCifarDataset(
  archive: CifarArchive,
  { root, environment = process.env }: CifarLocation = {},
): Dataset {
  const where = places(archive, root, environment);
  const cache = cacheFolder(archive.name, environment);
  return {
    name: archive.name,
    image: archive.image,
    classes: archive.classNames.length,
    classNames: archive.classNames,
    count: (split) => exampleCount(archive, split),
    locate: async () => {
      const found = await search(archive, where, root !== undefined);
      if (found === undefined) return locateDownload(archive, where);
      const copy = await describeCopy(archive, found);
      const source = { origin: found.origin, location: `${found.path} (${copy})` };
      return copy === OFFICIAL ? source : { ...source, note: copy };
    },
    load: async (split, onProgress) => {
      const found = await search(archive, where, root !== undefined);
      const inCache = found?.origin === 'cache' && found.kind === 'archive';
      const usable = found === undefined || inCache ? await fetchCifar(archive, cache, onProgress) : found;
      return readCifarSplit(archive, split, usable);
    },
  };
}

async function search(archive: CifarArchive, where: readonly Place[], only: boolean): Promise<Found | undefined> {
  for (const place of where) {
    const finding = await findCifar(archive, place);
    if ('found' in finding) return finding.found;
    if (only) throw missingInRoot(target(archive), place.folder, finding.missing);
  }
  return undefined;
}

async function locateDownload(archive: CifarArchive, where: readonly Place[]): Promise<DatasetSource> {
  const answers: string[] = [];
  for (const url of archive.urls) {
    const answer = await probe(url);
    if (answer === undefined) return { origin: 'download', location: url };
    answers.push(answer);
  }
  throw missingEverywhere(target(archive), where, answers);
}

const target = (archive: CifarArchive): SearchTarget => ({
  name: archive.name,
  files: cifarFiles(archive).map(({ name }) => name),
  form: `directly, in ${archive.folder}/ or as ${archive.packed.name}`,
});
