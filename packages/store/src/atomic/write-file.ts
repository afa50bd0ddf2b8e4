import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { type Fs, nodeFs } from './fs';
import { writeAll } from './write-all';
import { writeFailure } from './write-failure';

/** What to write: a text (UTF-8), bytes, or pieces of bytes that are written one after the other without being joined. */
export type FileContent = string | Uint8Array | readonly Uint8Array[];

/**
 * Writes a file whole or not at all: under a temporary name in the same folder, synced, its size checked, then renamed
 * and the folder synced. After a crash at any moment the path holds either the previous file or the new one; when the
 * call returns, the new one survives a power cut.
 * @returns the number of bytes
 * @throws NopropError `disk_full` or `write_failed`, naming the bytes wanted and written; no temporary file is left
 */
export function writeFileAtomic(path: string, content: FileContent, fs: Fs = nodeFs): number {
  const pieces = piecesOf(content);
  const wanted = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const temporary = join(dirname(path), `${prefix}${randomUUID()}${suffix}`);
  let written = 0;
  let renamed = false;
  try {
    writeTemporary(fs, temporary, pieces, wanted, (count) => {
      written += count;
    });
    fs.rename(temporary, path);
    renamed = true;
    fs.syncFolder(dirname(path));
  } catch (error) {
    if (!renamed) quietly(() => fs.remove(temporary));
    throw writeFailure(path, error, { wanted, written, renamed });
  }
  return wanted;
}

/** Whether a file name is that of a temporary file of {@link writeFileAtomic}. */
export function isTemporaryName(name: string): boolean {
  return name.startsWith(prefix) && name.endsWith(suffix);
}

const prefix = '.noprop-';
const suffix = '.tmp';

function writeTemporary(
  fs: Fs,
  temporary: string,
  pieces: readonly Uint8Array[],
  wanted: number,
  wrote: (count: number) => void,
): void {
  const descriptor = fs.create(temporary);
  let closed = false;
  try {
    for (const piece of pieces) writeAll(fs, descriptor, piece, wrote);
    fs.sync(descriptor);
    const size = fs.size(descriptor);
    if (size !== wanted) throw new Error(`the file has ${size} bytes after writing`);
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
    // The failure that led here is the one to report; a second one on the way out would hide it.
  }
}

function piecesOf(content: FileContent): readonly Uint8Array[] {
  if (typeof content === 'string') return [Buffer.from(content, 'utf8')];
  return content instanceof Uint8Array ? [content] : content;
}
