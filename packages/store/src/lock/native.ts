import { problem } from '../problem';

/** The one function used from `fs-native-extensions`, which ships no types. */
export interface NativeLocks {
  /** Requests an exclusive lock on an open file from the kernel; false if another open file holds it. */
  tryLock(descriptor: number): boolean;
}

/**
 * Loads the kernel's file locks (prebuilt for Linux, macOS and Windows on x64 and arm64).
 * @param file the file to lock, named in the error
 * @throws NopropError `lock_unavailable` if there is no build for this machine
 */
export function loadNativeLocks(file: string): NativeLocks {
  try {
    return require('fs-native-extensions') as NativeLocks;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw problem(
      'lock_unavailable',
      file,
      `Cannot lock this file: fs-native-extensions does not load on ${process.platform} ${process.arch}: ${reason}.`,
      'Reinstall the dependencies on this machine with "npm ci".',
    );
  }
}
