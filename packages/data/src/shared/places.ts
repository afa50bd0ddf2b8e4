import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { IdxArchive } from './archive';

/** A folder in which a dataset may lie. */
export interface Place {
  /** See `DatasetSource.origin`. */
  readonly origin: 'folder' | 'cache' | 'debian';
  readonly folder: string;
  /** Not named after the dataset, so that equally named files there may be another dataset's. */
  readonly anonymous?: true;
}

/** Variables of the environment that decide where data lie. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where to look for an archive, in this order: `NOPROP_DATA/<name>`, `NOPROP_DATA`, the user's cache, Debian's folder.
 * A `root` is the only place where one is given; it is taken from the working directory if it is relative.
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
  // The desktop standard says that a relative path is to be ignored.
  const standard = isSet(XDG_CACHE_HOME) && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), '.cache');
  return join(standard, 'noprop');
}

/** An empty variable counts as one that is not set. */
const isSet = (value: string | undefined): value is string => value !== undefined && value !== '';
