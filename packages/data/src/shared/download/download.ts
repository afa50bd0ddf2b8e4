import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NopropError } from '@noprop/core';
import { sha256OfFile } from '../digest';
import { cannotStore } from './cannot-store';
import { byteProgress } from './progress';
import { TransferError, transfer } from './transfer';
import { whileLocked } from './while-locked';

/** A file to download, and how to verify it. */
export interface Download {
  /** Addresses of the same file, tried in turn. */
  readonly urls: readonly string[];
  /** Path of the file. It is written to `<file>.part` and renamed atomically once it has been verified. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly onProgress?: (message: string) => void;
}

/** Limits on the attempts of a download. */
export interface Persistence {
  /** Number of attempts over all addresses. */
  readonly attempts: number;
  /** Pause before the second attempt in milliseconds; it doubles with each attempt, up to 60 times its value. */
  readonly pause: number;
  /** How long a server may send nothing, in milliseconds. */
  readonly patience: number;
}

/** Six attempts, with about 8 s of pauses. */
export const persistence: Persistence = { attempts: 6, pause: 250, patience: 30_000 };

/**
 * Downloads a file into a cache. Processes that need the same file at the same time wait for the first one. An
 * interrupted transfer resumes where it stopped, even in a later process. Only verified bytes get the final file name.
 *
 * @throws NopropError `dataset_corrupt` if every attempt received wrong bytes, otherwise `dataset_download_failed`; the
 *   message lists the failures
 */
export async function download(request: Download, limits: Persistence = persistence): Promise<void> {
  try {
    await mkdir(dirname(request.file), { recursive: true });
    await whileLocked(`${request.file}.lock`, async () => {
      if (!(await exists(request.file))) await fetchVerified(request, limits);
    });
  } catch (error) {
    throw error instanceof NopropError ? error : cannotStore(request.file, error as Error);
  }
}

interface Failure {
  readonly url: string;
  readonly error: TransferError;
}

async function fetchVerified(request: Download, limits: Persistence): Promise<void> {
  const part = `${request.file}.part`;
  const failures: Failure[] = [];
  let urls = request.urls;
  for (let attempt = 0; attempt < limits.attempts && urls.length > 0; attempt++) {
    if (attempt > 0) await sleep(limits.pause * Math.min(60, 2 ** (attempt - 1)));
    const url = urls[attempt % urls.length] as string;
    try {
      await attemptOnce(url, part, request, limits.patience);
      await publish(part, request.file);
      return;
    } catch (error) {
      if (!(error instanceof TransferError)) throw error;
      failures.push({ url, error });
      request.onProgress?.(`${basename(request.file)}: ${url} ${error.reason}`);
      if (error.wrong) await rm(part, { force: true });
      if (!error.retry) urls = urls.filter((other) => other !== url);
    }
  }
  throw gaveUp(request, failures);
}

async function attemptOnce(url: string, part: string, request: Download, patience: number): Promise<void> {
  const { file, bytes, sha256, onProgress } = request;
  const onBytes = onProgress && byteProgress(basename(file), url, bytes, onProgress);
  await transfer({ url, part, bytes, patience, ...(onBytes && { onBytes }) });
  const actual = await sha256OfFile(part);
  if (actual !== sha256) throw new TransferError(`sent a file with SHA-256 ${actual} instead of ${sha256}`, true, true);
}

/** Renames the verified file and syncs the folder, so that the new name is on disk when this returns. */
async function publish(part: string, file: string): Promise<void> {
  await rename(part, file);
  const folder = await open(dirname(file));
  await folder.sync().finally(() => folder.close());
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

function gaveUp({ file, bytes }: Download, failures: readonly Failure[]): NopropError {
  const corrupt = failures.every(({ error }) => error.wrong);
  const reasons = [...new Set(failures.map(({ url, error }) => `${url} ${error.reason}`))].join('; ');
  const attempts = failures.length === 1 ? '1 attempt' : `${failures.length} attempts`;
  return new NopropError({
    code: corrupt ? 'dataset_corrupt' : 'dataset_download_failed',
    path: '',
    message: `Could not download ${basename(file)} (${bytes} bytes) in ${attempts}: ${reasons}.`,
    hint: corrupt
      ? `Check for a proxy that changes responses, or put the official file into ${dirname(file)}.`
      : `Try again (the partial download is kept), or put the file into ${dirname(file)}.`,
  });
}
