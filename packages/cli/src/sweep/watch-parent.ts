import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * Ends this process within a second of the end of the sweep that started it, however the sweep ended. An orphaned trial
 * would run for hours and keep its run folder locked.
 */
export function watchParent(env: NodeJS.ProcessEnv = process.env): void {
  const parent = Number(env.NOPROP_PARENT);
  if (!Number.isSafeInteger(parent) || parent <= 0) return;
  // Processes that a trial starts are not trials.
  delete env.NOPROP_PARENT;
  new Worker(join(__dirname, '..', '..', 'bin', 'parent-watch.js'), { workerData: parent }).unref();
}
