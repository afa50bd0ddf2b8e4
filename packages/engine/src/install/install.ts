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
  /** Receives a line of text for the user, without a line break. */
  readonly log?: (line: string) => void;
  /** Aborts the installation and removes what it has written. */
  readonly signal?: AbortSignal;
}

/** `present`: already installed; `installed`: downloaded now; `unavailable`: cannot be installed, for this `reason`. */
export type InstallResult =
  | { readonly status: 'present' | 'installed'; readonly folder: string }
  | { readonly status: 'unavailable'; readonly reason: string };

/** What to install, and where. */
export interface InstallTarget {
  readonly download: Download;
  /** The project's folder in the user's cache. */
  readonly root: string;
  readonly env: Environment;
}

/**
 * Installs libtensorflow unless it is already installed: downloads the pinned wheel for this platform with pip,
 * verifies its size and sha256, and unpacks the libraries into the user's cache.
 *
 * @throws NopropError `engine_folder`, `engine_download_failed`, `engine_corrupt_download`, `engine_disk_full`
 * (exit code 4) and `engine_interrupted` (exit code 130); a failure leaves no half-written engine
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
    // If removal fails, the next installation removes it, because this process will be gone.
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
  const untested = download.tested ? '' : ' This platform is untested.';
  const size = `${Math.ceil(download.bytes / 1e6)} MB`;
  log(`Downloading ${download.package} ${download.version} (${size}) with "${pip.join(' ')}".${untested}`);
  const downloading = new PhaseProgress('download', download.bytes, onProgress);
  const run = await pipDownload(pip, download, staging, { env, progress: downloading, signal });
  signal?.throwIfAborted();
  if (run.code !== 0) {
    const explained = explainPipFailure(download, run, engines);
    if (typeof explained === 'string') return unavailable(explained);
    throw explained;
  }
  downloading.reach(download.bytes);
  await checkWheel(run.wheel, download, new PhaseProgress('check', download.bytes, onProgress), signal);
  const folder = join(staging, 'engine');
  await mkdir(folder);
  const unpacking = new PhaseProgress('unpack', unpackedBytes(download.members), onProgress);
  await unpackWheel(run.wheel, download, folder, unpacking, signal);
  await sealEngine(folder, download);
  const target = engineFolder(root, download);
  const won = await placeEngine(folder, target, staging, download);
  log(`Installed libtensorflow ${download.version} in ${target}.`);
  return { status: won ? 'installed' : 'present', folder: target };
}

/** Requires space for pip's two copies of the wheel, or for one copy and the unpacked files, plus 64 MB. */
async function checkSpace(engines: string, download: Download): Promise<void> {
  const needed = download.bytes + Math.max(download.bytes, unpackedBytes(download.members)) + 64e6;
  const { bavail, bsize } = await statfs(engines);
  if (bavail * bsize < needed) throw diskFull(engines, needed, bavail * bsize);
}

function unwritable(engines: string, error: unknown): InstallResult {
  const code = systemCode(error);
  if (code === undefined || code === 'ENOSPC' || code === 'EDQUOT') throw translate(error, engines);
  return unavailable(`Cannot write to the cache folder ${engines} (${code}). Set NOPROP_CACHE to another folder.`);
}

function withoutPip(download: Download): string {
  const tried = pipCommands.map((command) => `"${command.join(' ')}"`).join(', ');
  return `Downloading libtensorflow ${download.version} needs pip, but none of ${tried} works. Install python3-pip.`;
}

function unavailable(reason: string): InstallResult {
  return { status: 'unavailable', reason };
}
