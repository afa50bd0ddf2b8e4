import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { NopropError } from '@noprop/core';
import { problem, systemReason } from '../problem';
import { loadNativeLocks } from './native';
import { type LockOwner, mayBeAlive, parseOwner, thisProcess } from './owner';

/** A lock held by this process. */
export interface FileLock {
  readonly owner: LockOwner;
  /** Releases the lock. A second call does nothing. */
  release(): void;
}

/**
 * Takes an exclusive kernel lock (an open-file-description lock on Linux, flock on macOS) and writes the owner into the
 * file. The kernel frees the lock however the process ends, so a record left by a killed process blocks nobody, and a
 * blocked event loop does not lose the lock. The file is never removed, because a second process could then lock the
 * removed file and a third one a new file of the same name.
 * @throws NopropError without waiting: `run_locked` with host, process and start time of the holder; `lock_failed` if
 * the file cannot be opened or its file system has no locks
 */
export function lockFile(path: string): FileLock {
  const native = loadNativeLocks(path);
  const descriptor = attempt(path, () => openSync(path, openFlags, 0o644));
  try {
    if (!attempt(path, () => native.tryLock(descriptor))) throw lockedBy(path, readHolder(path));
    const owner = thisProcess();
    attempt(path, () => writeOwner(descriptor, owner));
    let held = true;
    const release = (): void => {
      if (!held) return;
      held = false;
      ftruncateSync(descriptor, 0);
      closeSync(descriptor);
    };
    return { owner, release };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

const openFlags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;

function writeOwner(descriptor: number, owner: LockOwner): void {
  // Truncate first, so that the previous owner's record is never mistaken for ours.
  ftruncateSync(descriptor, 0);
  writeSync(descriptor, `${JSON.stringify(owner)}\n`, 0);
}

const patience = { attempts: 20, milliseconds: 10 };

/** Reads the holder's record. A new holder writes it just after locking, so an empty or dead one is read again. */
function readHolder(path: string): LockOwner | undefined {
  for (let i = 0; i < patience.attempts; i++) {
    const owner = parseOwner(readFileSync(path, 'utf8'));
    if (owner !== undefined && mayBeAlive(owner)) return owner;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, patience.milliseconds);
  }
  return undefined;
}

function lockedBy(path: string, owner: LockOwner | undefined): NopropError {
  const holder =
    owner === undefined ? 'an unknown process' : `process ${owner.pid} on ${owner.host}, started ${owner.start}`;
  return problem(
    'run_locked',
    path,
    `This folder is locked by ${holder}.`,
    'Wait until that process ends, stop it, or use another folder.',
  );
}

function attempt<Result>(path: string, operation: () => Result): Result {
  try {
    return operation();
  } catch (error) {
    throw problem(
      'lock_failed',
      path,
      `Cannot lock this file: ${systemReason(error)}.`,
      'Its folder must be writable and on a file system that supports file locks.',
    );
  }
}
