import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Download } from './downloads';
import { corruptDownload, downloadFailed, systemCode } from './failures';
import type { PhaseProgress } from './progress';

/**
 * Verifies a downloaded wheel against its pinned size and digest.
 *
 * @throws NopropError `engine_download_failed` if it is missing, `engine_corrupt_download` if it differs
 */
export async function checkWheel(
  wheel: string,
  download: Download,
  progress: PhaseProgress,
  signal: AbortSignal | undefined,
): Promise<void> {
  const size = await sizeOf(wheel);
  if (size === undefined) throw downloadFailed(download, `pip reported success but left no ${download.wheel}`);
  if (size !== download.bytes) throw corruptDownload(download, `expected ${download.bytes} bytes, got ${size}`);
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(wheel, { highWaterMark: 1 << 20, signal })) {
    hash.update(chunk as Buffer);
    progress.add((chunk as Buffer).length);
  }
  const digest = hash.digest('hex');
  if (digest !== download.sha256) {
    throw corruptDownload(download, `expected sha256 ${download.sha256}, got ${digest}`);
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
