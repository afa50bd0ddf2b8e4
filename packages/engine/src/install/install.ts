import { mkdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheRoot, type Environment, engineFolder, enginesFolder } from './cache';
import { checkWheel } from './check';
import { type Download, downloadFor } from './downloads';
import { diskFull, interrupted, systemCode, translate } from './failures';
import { locateIn, locateOwn, unknownPlatform } from './locate';
import { findPip, pipCommands, pipDownload } from './pip';
import { explainPipFailure } from './pip-failure';
import { placeEngine, sealEngine } from './place';
import { platformName } from './platform';
import { PhaseProgress, type ProgressListener } from './progress';
import { createStaging, removeStale } from './staging';
import { unpackedBytes, unpackWheel } from './unpack';

export interface InstallOptions {
  readonly onProgress?: ProgressListener;
  /** Takes a line of text for a person, without its end. */
  readonly log?: (line: string) => void;
  /** Stops the installation; what it has begun is removed. */
  readonly signal?: AbortSignal;
}

/** `present`: was there already; `installed`: fetched now; `unavailable`: cannot be had here, for this `reason`. */
export type InstallResult =
  | { readonly status: 'present' | 'installed'; readonly folder: string }
  | { readonly status: 'unavailable'; readonly reason: string };

/** What {@link installEngine} needs to know of its surroundings. */
export interface InstallTarget {
  readonly download: Download;
  /** The user's cache folder of the project. */
  readonly root: string;
  readonly env: Environment;
}

/**
 * Sees to it that libtensorflow is there: fetches the pinned wheel of this platform with pip, checks its size and
 * sha256, unpacks the libraries and keeps them in the user's cache.
 *
 * @throws NopropError `engine_folder`, `engine_download_failed`, `engine_corrupt_download`, `engine_disk_full`
 * (exit code 4) and `engine_interrupted` (exit code 130); no half-written engine is left
 */
export async function ensureEngine(options: InstallOptions = {}): Promise<InstallResult> {
  const env = process.env;
  const own = locateOwn(env);
  if (own !== undefined) return { status: 'present', folder: own.folder };
  const platform = platformName();
  const download = downloadFor(platform);
  if (download === undefined) return unavailable(unknownPlatform(platform));
  return installEngine({ download, root: cacheRoot(env), env }, options);
}

/** {@link ensureEngine} for a given download, cache folder and environment. */
export async function installEngine(target: InstallTarget, options: InstallOptions = {}): Promise<InstallResult> {
  const { download, root, env } = target;
  const engines = enginesFolder(root);
  await removeStale(engines);
  const located = locateIn(root, download);
  if (!('missing' in located)) return { status: 'present', folder: located.folder };
  const pip = await findPip(env, options.signal);
  if (options.signal?.aborted) throw interrupted();
  if (pip === undefined) return unavailable(withoutPip(download));
  const staging = await createStaging(engines).catch((error: unknown) => unwritable(engines, error));
  if (typeof staging !== 'string') return staging;
  try {
    return await installFrom(pip, target, staging, options);
  } catch (error) {
    throw options.signal?.aborted ? interrupted() : translate(error, engines);
  } finally {
    // What cannot be removed now is removed at the next start, when this process is gone.
    await rm(staging, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

async function installFrom(
  pip: readonly string[],
  { download, root, env }: InstallTarget,
  staging: string,
  { onProgress, log = () => undefined, signal }: InstallOptions,
): Promise<InstallResult> {
  const engines = enginesFolder(root);
  await checkSpace(engines, download);
  const untested = download.tested ? '' : ' This platform is not tested yet.';
  const size = `${Math.ceil(download.bytes / 1e6)} MB`;
  log(`Fetching ${download.package} ${download.version} (${size}) with "${pip.join(' ')}".${untested}`);
  const fetching = new PhaseProgress('download', download.bytes, onProgress);
  const run = await pipDownload(pip, download, staging, { env, progress: fetching, signal });
  signal?.throwIfAborted();
  if (run.code !== 0) {
    const explained = explainPipFailure(download, run, engines);
    if (typeof explained === 'string') return unavailable(explained);
    throw explained;
  }
  fetching.reach(download.bytes);
  await checkWheel(run.wheel, download, new PhaseProgress('check', download.bytes, onProgress), signal);
  const folder = join(staging, 'engine');
  await mkdir(folder);
  const unpacking = new PhaseProgress('unpack', unpackedBytes(download.members), onProgress);
  await unpackWheel(run.wheel, download, folder, unpacking, signal);
  await sealEngine(folder, download);
  const target = engineFolder(root, download);
  const won = await placeEngine(folder, target, staging, download);
  log(`libtensorflow ${download.version} is installed in ${target}.`);
  return { status: won ? 'installed' : 'present', folder: target };
}

/** Room for pip's two copies of the wheel, or for one and the unpacked files, with some to spare. */
async function checkSpace(engines: string, download: Download): Promise<void> {
  const needed = download.bytes + Math.max(download.bytes, unpackedBytes(download.members)) + 64e6;
  const { bavail, bsize } = await statfs(engines);
  if (bavail * bsize < needed) throw diskFull(engines, needed, bavail * bsize);
}

function unwritable(engines: string, error: unknown): InstallResult {
  const code = systemCode(error);
  if (code === undefined || code === 'ENOSPC' || code === 'EDQUOT') throw translate(error, engines);
  return unavailable(`The cache folder ${engines} cannot be written (${code}); NOPROP_CACHE can name another.`);
}

function withoutPip(download: Download): string {
  const tried = pipCommands.map((command) => `"${command.join(' ')}"`).join(', ');
  return `Fetching libtensorflow ${download.version} needs pip, and none of ${tried} works here; install python3-pip.`;
}

function unavailable(reason: string): InstallResult {
  return { status: 'unavailable', reason };
}
