import { closeSync, constants, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { NopropError } from '@noprop/core';
import { problem, systemReason } from '../problem';
import { loadNativeLocks } from './native';
import { type LockOwner, mayBeAlive, parseOwner, thisProcess } from './owner';

/** A lock that this process holds. */
export interface FileLock {
  readonly owner: LockOwner;
  /** Gives the lock back; a second call does nothing. */
  release(): void;
}

/**
 * Takes an exclusive lock through the kernel (an open-file-description lock on Linux, flock on macOS) and writes the
 * owner into the file. The kernel frees it when the process ends, however it ends; a record left behind by a killed
 * process holds nobody up, and a blocked event loop does not lose the lock. The file is never removed: a second process
 * could lock the removed file and a third one a new file of the same name.
 * @throws NopropError at once: `run_locked` naming host, process and start of the holder; `lock_failed` where the file
 * cannot be opened or its file system has no locks
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
  // The record of the previous owner must not be taken for ours, not even for a moment.
  ftruncateSync(descriptor, 0);
  writeSync(descriptor, `${JSON.stringify(owner)}\n`, 0);
}

const patience = { attempts: 20, milliseconds: 10 };

/** The holder's record. A new holder writes its own just after it has the lock, so a dead owner's is read once more. */
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
    owner === undefined
      ? 'another process that has not said which'
      : `process ${owner.pid} on ${owner.host}, started ${owner.start}`;
  return problem(
    'run_locked',
    path,
    `This process wants the folder for itself, but it is locked by ${holder}.`,
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
      `A lock on this file is wanted, but the system says ${systemReason(error)}.`,
      'The folder must be writable and on a file system with file locks.',
    );
  }
}
