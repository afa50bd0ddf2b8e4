import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { type Fs, nodeFs } from './fs';
import { writeAll } from './write-all';
import { writeFailure } from './write-failure';

/** What to write: text (UTF-8), bytes, or pieces of bytes that are written in sequence without joining them. */
export type FileContent = string | Uint8Array | readonly Uint8Array[];

/**
 * Writes a file completely or not at all: writes a temporary file in the same folder, syncs it, checks its size,
 * renames it and syncs the folder. After a crash at any point, the path holds either the previous file or the new one.
 * Once the call returns, the new file survives a power failure.
 * @returns the number of bytes
 * @throws NopropError `disk_full` or `write_failed`, with the bytes written so far; no temporary file is left behind
 */
export function writeFileAtomic(path: string, content: FileContent, fs: Fs = nodeFs): number {
  const pieces = piecesOf(content);
  const total = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const temporary = join(dirname(path), `${prefix}${randomUUID()}${suffix}`);
  let written = 0;
  let renamed = false;
  try {
    writeTemporary(fs, temporary, pieces, total, (count) => {
      written += count;
    });
    fs.rename(temporary, path);
    renamed = true;
    fs.syncFolder(dirname(path));
  } catch (error) {
    if (!renamed) quietly(() => fs.remove(temporary));
    throw writeFailure(path, error, { total, written, renamed });
  }
  return total;
}

/** Whether this is the name of a temporary file of {@link writeFileAtomic}. */
export function isTemporaryName(name: string): boolean {
  return name.startsWith(prefix) && name.endsWith(suffix);
}

const prefix = '.noprop-';
const suffix = '.tmp';

function writeTemporary(
  fs: Fs,
  temporary: string,
  pieces: readonly Uint8Array[],
  total: number,
  wrote: (count: number) => void,
): void {
  const descriptor = fs.create(temporary);
  let closed = false;
  try {
    for (const piece of pieces) writeAll(fs, descriptor, piece, wrote);
    fs.sync(descriptor);
    const size = fs.size(descriptor);
    if (size !== total) throw new Error(`the file has ${size} bytes after writing`);
    closed = true;
    fs.close(descriptor);
  } finally {
    if (!closed) quietly(() => fs.close(descriptor));
  }
}

function quietly(operation: () => void): void {
  try {
    operation();
  } catch {
    // A failure during cleanup would hide the original one.
  }
}

function piecesOf(content: FileContent): readonly Uint8Array[] {
  if (typeof content === 'string') return [Buffer.from(content, 'utf8')];
  return content instanceof Uint8Array ? [content] : content;
}
