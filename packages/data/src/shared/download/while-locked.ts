import { setTimeout as sleep } from 'node:timers/promises';
import { NopropError } from '@noprop/core';
import { type FileLock, lockFile } from '@noprop/store';

/**
 * Runs some work while holding a file lock, and waits if another process holds it. The kernel releases the locks of a
 * dead process, so no process waits for a dead one.
 */
export async function whileLocked<Result>(lock: string, work: () => Promise<Result>): Promise<Result> {
  const held = await waitForLock(lock);
  try {
    return await work();
  } finally {
    held.release();
  }
}

async function waitForLock(path: string): Promise<FileLock> {
  for (;;) {
    try {
      return lockFile(path);
    } catch (error) {
      if (!isHeld(error)) throw error;
      await sleep(BETWEEN_ATTEMPTS);
    }
  }
}

const isHeld = (error: unknown): boolean =>
  error instanceof NopropError && error.issues.some(({ code }) => code === 'run_locked');

/** Milliseconds between attempts to get the lock. */
const BETWEEN_ATTEMPTS = 50;
