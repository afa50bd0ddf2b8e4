import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { Download } from './downloads';

/** The variables of the environment that decide where things lie. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The user's cache folder of the project: `NOPROP_CACHE`, else `noprop` in the cache folder of the desktop standard. */
export function cacheRoot(env: Environment = process.env): string {
  if (env.NOPROP_CACHE !== undefined && env.NOPROP_CACHE !== '') return resolve(env.NOPROP_CACHE);
  // The standard says that a relative path there is to be ignored.
  const xdg = env.XDG_CACHE_HOME;
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(homedir(), '.cache'), 'noprop');
}

/** Where engines lie, one folder each, together with what is being installed. */
export function enginesFolder(root: string): string {
  return join(root, 'engine');
}

/** The folder of the engine that a download becomes. */
export function engineFolder(root: string, download: Download): string {
  return join(enginesFolder(root), `tensorflow-${download.version}-${download.platform}`);
}
