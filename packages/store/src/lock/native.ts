import { problem } from '../problem';

/** The one function used of `fs-native-extensions`, which has no types of its own. */
export interface NativeLocks {
  /** Asks the kernel for an exclusive lock on an open file; false if another open file holds it. */
  tryLock(descriptor: number): boolean;
}

/**
 * Loads the kernel's file locks (prebuilt for Linux, macOS and Windows on x64 and arm64).
 * @param file the file to be locked, named in the error
 * @throws NopropError `lock_unavailable` where there is no build for this machine
 */
export function loadNativeLocks(file: string): NativeLocks {
  try {
    return require('fs-native-extensions') as NativeLocks;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw problem(
      'lock_unavailable',
      file,
      `A file lock is wanted, but fs-native-extensions does not load on ${process.platform} ${process.arch}: ${reason}.`,
      'Install the dependencies again with "npm ci" on this machine.',
    );
  }
}
