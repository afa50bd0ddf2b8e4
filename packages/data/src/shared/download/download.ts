import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NopropError } from '@noprop/core';
import { sha256OfFile } from '../digest';
import { cannotStore } from './cannot-store';
import { byteProgress } from './progress';
import { TransferError, transfer } from './transfer';
import { whileLocked } from './while-locked';

/** A file to fetch, and how to tell that it is the right one. */
export interface Download {
  /** Addresses of the same file, tried in turn. */
  readonly urls: readonly string[];
  /** Where the file goes, by an atomic rename once it is verified; `<file>.part` lies beside it until then. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly onProgress?: (message: string) => void;
}

/** Limits on how long a download is tried. */
export interface Persistence {
  /** Attempts over all addresses. */
  readonly attempts: number;
  /** Wait before the second attempt in milliseconds; it doubles from one attempt to the next, up to 60 times itself. */
  readonly pause: number;
  /** Longest silence of a server in milliseconds. */
  readonly patience: number;
}

/** Six attempts within about 8 s of waiting. */
export const persistence: Persistence = { attempts: 6, pause: 250, patience: 30_000 };

/**
 * Fetches a file into a cache. Processes that want the same file at the same time wait for the first of them. A broken
 * transfer is continued where it ended, also by a later process; only bytes of the right size and digest get the name.
 *
 * @throws NopropError `dataset_corrupt` when every address gave other bytes than wanted to the end, else
 *   `dataset_download_failed`; both say what each attempt met
 */
export async function download(wanted: Download, limits: Persistence = persistence): Promise<void> {
  try {
    await mkdir(dirname(wanted.file), { recursive: true });
    await whileLocked(`${wanted.file}.lock`, async () => {
      if (!(await exists(wanted.file))) await fetchVerified(wanted, limits);
    });
  } catch (error) {
    throw error instanceof NopropError ? error : cannotStore(wanted.file, error as Error);
  }
}

interface Failure {
  readonly url: string;
  readonly error: TransferError;
}

async function fetchVerified(wanted: Download, limits: Persistence): Promise<void> {
  const part = `${wanted.file}.part`;
  const failures: Failure[] = [];
  let urls = wanted.urls;
  for (let attempt = 0; attempt < limits.attempts && urls.length > 0; attempt++) {
    if (attempt > 0) await sleep(limits.pause * Math.min(60, 2 ** (attempt - 1)));
    const url = urls[attempt % urls.length] as string;
    try {
      await attemptOnce(url, part, wanted, limits.patience);
      await publish(part, wanted.file);
      return;
    } catch (error) {
      if (!(error instanceof TransferError)) throw error;
      failures.push({ url, error });
      wanted.onProgress?.(`${basename(wanted.file)}: ${url} ${error.reason}`);
      if (error.wrong) await rm(part, { force: true });
      if (!error.retry) urls = urls.filter((other) => other !== url);
    }
  }
  throw gaveUp(wanted, failures);
}

async function attemptOnce(url: string, part: string, wanted: Download, patience: number): Promise<void> {
  const { file, bytes, onProgress } = wanted;
  const onBytes = onProgress && byteProgress(basename(file), url, bytes, onProgress);
  await transfer({ url, part, bytes, patience, ...(onBytes && { onBytes }) });
  const found = await sha256OfFile(part);
  if (found !== wanted.sha256) {
    throw new TransferError(`sent contents with the SHA-256 ${found} instead of ${wanted.sha256}`, true, true);
  }
}

/** Gives the verified file its name; the name is on the disk when this returns. */
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
  const met = [...new Set(failures.map(({ url, error }) => `${url} ${error.reason}`))].join('; ');
  const attempts = failures.length === 1 ? '1 attempt' : `${failures.length} attempts`;
  return new NopropError({
    code: corrupt ? 'dataset_corrupt' : 'dataset_download_failed',
    path: '',
    message: `${basename(file)} (${bytes} bytes) could not be downloaded in ${attempts}: ${met}.`,
    hint: corrupt
      ? `Look for a proxy that changes answers, or put the official file into ${dirname(file)}.`
      : `Try again (what has arrived is kept), or put the file into ${dirname(file)}.`,
  });
}
