import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { Download } from './downloads';

/** Environment variables, which decide where files are kept. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The project's folder in the user's cache: `NOPROP_CACHE`, else `noprop` in the XDG cache folder. */
export function cacheRoot(env: Environment = process.env): string {
  if (env.NOPROP_CACHE !== undefined && env.NOPROP_CACHE !== '') return resolve(env.NOPROP_CACHE);
  // The XDG specification requires relative paths to be ignored.
  const xdg = env.XDG_CACHE_HOME;
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(homedir(), '.cache'), 'noprop');
}

/** The folder that contains a folder for each installed engine and for each installation in progress. */
export function enginesFolder(root: string): string {
  return join(root, 'engine');
}

/** The folder that a download is installed to. */
export function engineFolder(root: string, download: Download): string {
  return join(enginesFolder(root), `tensorflow-${download.version}-${download.platform}`);
}
