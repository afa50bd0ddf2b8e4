import * as fs from 'node:fs';

/** The file operations of a durable write. Tests pass one that fails or writes only part of the bytes. */
export interface Fs {
  /** Creates a file that must not exist yet and returns its descriptor. */
  create(path: string): number;
  /** Writes some of the bytes, possibly not all, and returns how many. */
  write(descriptor: number, bytes: Uint8Array): number;
  /** Waits until the file's bytes are on disk. */
  sync(descriptor: number): void;
  /** Size of the open file in bytes. */
  size(descriptor: number): number;
  close(descriptor: number): void;
  /** Renames a file, replacing any file of the new name. */
  rename(from: string, to: string): void;
  /** Waits until the folder's entries are on disk. */
  syncFolder(folder: string): void;
  /** Removes a file, if it exists. */
  remove(path: string): void;
}

/** The file system of this machine. */
export const nodeFs: Fs = {
  create: (path) => fs.openSync(path, 'wx'),
  write: (descriptor, bytes) => fs.writeSync(descriptor, bytes),
  sync: (descriptor) => fs.fsyncSync(descriptor),
  size: (descriptor) => fs.fstatSync(descriptor).size,
  close: (descriptor) => fs.closeSync(descriptor),
  rename: (from, to) => fs.renameSync(from, to),
  syncFolder,
  remove: (path) => fs.rmSync(path, { force: true }),
};

function syncFolder(folder: string): void {
  const descriptor = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(descriptor);
  } catch (error) {
    // Some network file systems cannot fsync folders, so there is nothing to wait for.
    if (!(error instanceof Error && 'code' in error && error.code === 'EINVAL')) throw error;
  } finally {
    fs.closeSync(descriptor);
  }
}
