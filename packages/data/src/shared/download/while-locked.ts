import { setTimeout as sleep } from 'node:timers/promises';
import { NopropError } from '@noprop/core';
import { type FileLock, lockFile } from '@noprop/store';

/**
 * Runs some work while this process holds the lock of a file; waits for as long as another one holds it. The kernel
 * frees the lock of a process that dies, so nothing waits for a dead one.
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

/** Milliseconds. */
const BETWEEN_ATTEMPTS = 50;
