import * as fs from 'node:fs';

/** The file operations that a durable write needs; tests hand in one that fails or writes short. */
export interface Fs {
  /** Creates a file that must not exist. Returns its descriptor. */
  create(path: string): number;
  /** Writes some of the bytes, as the system does: returns how many. */
  write(descriptor: number, bytes: Uint8Array): number;
  /** Waits until the file's bytes are on the disk. */
  sync(descriptor: number): void;
  /** Size of the open file in bytes. */
  size(descriptor: number): number;
  close(descriptor: number): void;
  /** Gives a file its final name, replacing what has that name. */
  rename(from: string, to: string): void;
  /** Waits until the folder's entries are on the disk. */
  syncFolder(folder: string): void;
  /** Removes a file; a file that is not there is no error. */
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
    // Some network file systems have no fsync for folders: there is nothing to wait for.
    if (!(error instanceof Error && 'code' in error && error.code === 'EINVAL')) throw error;
  } finally {
    fs.closeSync(descriptor);
  }
}
