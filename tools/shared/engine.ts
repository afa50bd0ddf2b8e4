import { ensureEngine, type InstallResult } from '../../packages/engine/src/install';
import { createProgress } from './progress';

/** Fetches the engine where it is missing; Ctrl-C stops that and leaves nothing half-written. */
export async function prepareEngine(): Promise<InstallResult> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  const progress = createProgress(process.stderr);
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    const result = await ensureEngine({ onProgress: progress.show, log: progress.line, signal: stop.signal });
    if (result.status === 'unavailable')
      progress.line(`${result.reason} Runs fall back to WebAssembly, some 10 times slower.`);
    return result;
  } finally {
    progress.stop();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
