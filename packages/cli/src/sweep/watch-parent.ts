import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * Ends this process within a second of the end of the sweep that started it, however that ended. A trial without its sweep
 * would go on for hours and keep its run folder locked.
 */
export function watchParent(env: NodeJS.ProcessEnv = process.env): void {
  const parent = Number(env.NOPROP_PARENT);
  if (!Number.isSafeInteger(parent) || parent <= 0) return;
  // What a trial starts itself is no trial.
  delete env.NOPROP_PARENT;
  new Worker(join(__dirname, '..', '..', 'bin', 'parent-watch.js'), { workerData: parent }).unref();
}
