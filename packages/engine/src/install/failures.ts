import { exitCodes, NopropError } from '@noprop/core';
import type { Download } from './downloads';

const NOTHING_KEPT = 'Nothing was installed. Run the command again.';

/** pip failed, or succeeded without leaving the wheel. */
export function downloadFailed(download: Download, what: string): NopropError {
  const message = `Downloading ${download.package} ${download.version} failed: ${what}.`;
  return failure('engine_download_failed', message, NOTHING_KEPT);
}

/** The wheel, or a file in it, differs from the pinned one. */
export function corruptDownload(download: Download, what: string): NopropError {
  const message = `The download ${download.wheel} is corrupt: ${what}.`;
  const hint = `${NOTHING_KEPT} If it keeps failing, a proxy or mirror may be altering the file.`;
  return failure('engine_corrupt_download', message, hint);
}

/** There is not enough space for the wheel and the files unpacked from it. */
export function diskFull(folder: string, needed: number, free: number): NopropError {
  const message = `Installing the engine in ${folder} needs ${gigabytes(needed)}; only ${gigabytes(free)} is free.`;
  return failure('engine_disk_full', message, MORE_ROOM);
}

/** The disk filled up during the installation. */
export function diskFilledUp(folder: string): NopropError {
  return failure('engine_disk_full', `The disk filled up while installing the engine in ${folder}.`, MORE_ROOM);
}

/** The caller aborted the installation. */
export function interrupted(): NopropError {
  const message = 'The engine installation was interrupted.';
  return failure('engine_interrupted', message, NOTHING_KEPT, exitCodes.interrupted);
}

/** Turns a disk-full error of the file system into {@link diskFilledUp}; returns any other error unchanged. */
export function translate(error: unknown, folder: string): unknown {
  const code = systemCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT' ? diskFilledUp(folder) : error;
}

/** The `code` of a system error, e.g. `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const MORE_ROOM = 'Free some space, or set NOPROP_CACHE to a folder on a larger disk.';

function failure(
  code: string,
  message: string,
  hint: string,
  exitCode: number = exitCodes.backendMissing,
): NopropError {
  return new NopropError({ code, path: '', message, hint }, exitCode);
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
