import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exitCodes, NopropError } from '@noprop/core';
import { cacheRoot, type Environment, engineFolder } from './cache';
import { type Download, downloadFor, downloads, libraryNames, tensorflowVersion } from './downloads';
import { platformName } from './platform';
import { type EngineReceipt, findFault, receiptOf } from './receipt';

/** An engine that is ready to load. */
export interface LocatedEngine {
  readonly folder: string;
  /** Path of the library to load first. */
  readonly framework: string;
  /** Path of the library with the C API. */
  readonly library: string;
  /** The receipt of the installation; undefined for a folder named by `NOPROP_ENGINE`. */
  readonly receipt: EngineReceipt | undefined;
}

/** Why no engine was found, as a full sentence. */
export interface MissingEngine {
  readonly missing: string;
}

/**
 * Finds libtensorflow in the folder that `NOPROP_ENGINE` names, else in the user's cache.
 *
 * @throws NopropError `engine_folder` if `NOPROP_ENGINE` names a folder without the libraries
 */
export function locateEngine(env: Environment = process.env): LocatedEngine | MissingEngine {
  const own = locateOwn(env);
  if (own !== undefined) return own;
  const platform = platformName();
  const download = downloadFor(platform);
  return download === undefined ? { missing: unknownPlatform(platform) } : locateIn(cacheRoot(env), download);
}

/** The engine in the folder that `NOPROP_ENGINE` names, if it is set. Its libraries are not verified. */
export function locateOwn(env: Environment): LocatedEngine | undefined {
  if (env.NOPROP_ENGINE === undefined || env.NOPROP_ENGINE === '') return undefined;
  const folder = resolve(env.NOPROP_ENGINE);
  const names = libraryNames(process.platform);
  const absent = [names.framework, names.library].filter((name) => !existsSync(join(folder, name)));
  if (absent.length === 0) return { ...paths(folder, names), receipt: undefined };
  throw new NopropError(
    {
      code: 'engine_folder',
      path: 'NOPROP_ENGINE',
      message: `${folder} does not contain ${absent.join(' or ')}.`,
      hint: `Set NOPROP_ENGINE to the "tensorflow" folder of an unpacked TensorFlow ${tensorflowVersion} wheel, or unset it.`,
    },
    exitCodes.backendMissing,
  );
}

/** The engine of a download under a cache root. */
export function locateIn(root: string, download: Download): LocatedEngine | MissingEngine {
  const folder = engineFolder(root, download);
  if (!existsSync(folder)) return { missing: `libtensorflow ${download.version} is not installed in ${folder}.` };
  const fault = findFault(folder, download);
  if (fault !== undefined) return { missing: `The libtensorflow in ${folder} is damaged: ${fault}.` };
  return { ...paths(folder, download), receipt: receiptOf(download) };
}

/** The message for a platform without a download. */
export function unknownPlatform(platform: string): string {
  const known = downloads.map((download) => download.platform).join(', ');
  return `libtensorflow is not available for ${platform}, only for ${known}.`;
}

function paths(folder: string, names: { readonly framework: string; readonly library: string }) {
  return { folder, framework: join(folder, names.framework), library: join(folder, names.library) };
}
