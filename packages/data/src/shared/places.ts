import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { IdxArchive } from './archive';

/** A folder that may contain a dataset. */
export interface Place {
  /** See `DatasetSource.origin`. */
  readonly origin: 'folder' | 'cache' | 'debian';
  readonly folder: string;
  /** Set if the folder is not named after the dataset, so it may hold another dataset with the same file names. */
  readonly anonymous?: true;
}

/** Environment variables, some of which decide where data are searched. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Places to search for an archive, in order: `NOPROP_DATA/<name>`, `NOPROP_DATA`, the user's cache, Debian's folder.
 * If `root` is set, it is the only place; a relative `root` starts at the working directory.
 */
export function places(
  archive: Pick<IdxArchive, 'name' | 'debian'>,
  root: string | undefined,
  environment: Environment,
): readonly Place[] {
  if (root !== undefined) return [{ origin: 'folder', folder: resolve(root) }];
  const found: Place[] = [];
  const data = environment.NOPROP_DATA;
  if (isSet(data)) {
    found.push({ origin: 'folder', folder: resolve(data, archive.name) });
    found.push({ origin: 'folder', folder: resolve(data), anonymous: true });
  }
  found.push({ origin: 'cache', folder: cacheFolder(archive.name, environment) });
  if (archive.debian !== undefined) found.push({ origin: 'debian', folder: archive.debian });
  return found;
}

/** Folder of a dataset in the user's cache: `<cache>/data/<name>`. */
export function cacheFolder(name: string, environment: Environment): string {
  return join(cacheRoot(environment), 'data', name);
}

function cacheRoot({ NOPROP_CACHE, XDG_CACHE_HOME }: Environment): string {
  if (isSet(NOPROP_CACHE)) return resolve(NOPROP_CACHE);
  // The XDG Base Directory Specification says to ignore relative paths.
  const standard = isSet(XDG_CACHE_HOME) && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), '.cache');
  return join(standard, 'noprop');
}

/** An empty variable counts as unset. */
const isSet = (value: string | undefined): value is string => value !== undefined && value !== '';
