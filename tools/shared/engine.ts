import { ensureEngine, type InstallResult } from '../../packages/engine/src/install';
import { createProgress } from './progress';

/** Fetches the engine if it is missing. Ctrl-C stops the download and leaves nothing half-written. */
export async function prepareEngine(): Promise<InstallResult> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  const progress = createProgress(process.stderr);
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    const result = await ensureEngine({ onProgress: progress.show, log: progress.line, signal: stop.signal });
    if (result.status === 'unavailable')
      progress.line(`${result.reason} Runs fall back to WebAssembly, 6 to 15 times slower.`);
    return result;
  } finally {
    progress.stop();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
