import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { NopropError } from '@noprop/core';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { Download, Member } from './downloads';
import { corruptDownload, systemCode } from './failures';
import type { PhaseProgress } from './progress';

const DEFLATE = 8;

/**
 * Unpacks only the members listed for the download, under the file names listed there: paths in the archive are never
 * used as paths on disk. Each file is synced to disk.
 *
 * @throws NopropError `engine_corrupt_download` if a member is missing or its size or digest differs
 */
export async function unpackWheel(
  wheel: string,
  download: Download,
  folder: string,
  progress: PhaseProgress,
  signal: AbortSignal | undefined,
): Promise<void> {
  const pending = new Map(download.members.map((member) => [member.path, member]));
  const zip = await readable(download, openPromise(wheel, { autoClose: false }));
  try {
    for (const entry of await readable(download, entriesOf(zip))) {
      const member = pending.get(entry.fileName);
      if (member === undefined) continue;
      const stream = await readable(download, contentOf(zip, entry));
      const written = await readable(
        download,
        write(stream, join(folder, member.file), member.bytes, progress, signal),
      );
      const fault = faultOf(written, member);
      if (fault !== undefined) throw corruptDownload(download, fault);
      pending.delete(entry.fileName);
    }
  } finally {
    zip.close();
  }
  const absent = [...pending.keys()];
  if (absent.length > 0) throw corruptDownload(download, `it does not contain ${absent.join(', ')}`);
}

/** The number of bytes that {@link unpackWheel} writes. */
export function unpackedBytes(members: readonly Member[]): number {
  return members.reduce((sum, member) => sum + member.bytes, 0);
}

async function entriesOf(zip: ZipFile): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

/** A stream of an entry's unpacked bytes. yauzl's own inflating yields small chunks and takes twice as long. */
async function contentOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  if (entry.compressionMethod !== DEFLATE) return zip.openReadStreamPromise(entry);
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  // A failure of either stream ends the other and reaches the reader of the result.
  return pipeline(packed, createInflateRaw({ chunkSize: 1 << 20 }), () => undefined);
}

interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes a stream to a new file and syncs it; stops as soon as it exceeds the expected size. */
async function write(
  stream: Readable,
  path: string,
  expected: number,
  progress: PhaseProgress,
  signal: AbortSignal | undefined,
): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx');
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      bytes += chunk.length;
      if (bytes > expected) break;
      hash.update(chunk);
      // On a file handle, writeFile writes at the current position and completes short writes.
      await file.writeFile(chunk);
      progress.add(chunk.length);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

function faultOf({ bytes, sha256 }: Written, { path, ...expected }: Member): string | undefined {
  if (bytes > expected.bytes) return `expected ${expected.bytes} bytes in ${path}, got more`;
  if (bytes < expected.bytes) return `expected ${expected.bytes} bytes in ${path}, got ${bytes}`;
  return sha256 === expected.sha256 ? undefined : `expected sha256 ${expected.sha256} for ${path}, got ${sha256}`;
}

/** Reports errors of yauzl and zlib as a corrupt download; other errors pass through. */
async function readable<T>(download: Download, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = systemCode(error);
    const archive =
      error instanceof Error && !(error instanceof NopropError) && (code === undefined || /^Z_/.test(code));
    throw archive ? corruptDownload(download, `it cannot be unpacked: ${error.message.replace(/\.$/, '')}`) : error;
  }
}
