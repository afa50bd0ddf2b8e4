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
 * Unpacks the members that the table names, and nothing else, into a folder under the names that the table gives
 * them: no path of the archive is ever used as a path. Each file is synced to the disk.
 *
 * @throws NopropError `engine_corrupt_download` if a member is absent or not the pinned one
 */
export async function unpackWheel(
  wheel: string,
  download: Download,
  folder: string,
  progress: PhaseProgress,
  signal: AbortSignal | undefined,
): Promise<void> {
  const wanted = new Map(download.members.map((member) => [member.path, member]));
  const zip = await readable(download, openPromise(wheel, { autoClose: false }));
  try {
    for (const entry of await readable(download, entriesOf(zip))) {
      const member = wanted.get(entry.fileName);
      if (member === undefined) continue;
      const stream = await readable(download, contentOf(zip, entry));
      const found = await readable(download, write(stream, join(folder, member.file), member.bytes, progress, signal));
      const fault = faultOf(found, member);
      if (fault !== undefined) throw corruptDownload(download, `${member.path} ${fault}`);
      wanted.delete(entry.fileName);
    }
  } finally {
    zip.close();
  }
  const absent = [...wanted.keys()];
  if (absent.length > 0) throw corruptDownload(download, `it lacks ${absent.join(', ')}`);
}

/** The bytes that {@link unpackWheel} writes. */
export function unpackedBytes(members: readonly Member[]): number {
  return members.reduce((sum, member) => sum + member.bytes, 0);
}

async function entriesOf(zip: ZipFile): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

/** The unpacked bytes of an entry. The reader's own inflating yields small pieces and takes twice the time. */
async function contentOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  if (entry.compressionMethod !== DEFLATE) return zip.openReadStreamPromise(entry);
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  // A failure of either stream ends the other and reaches whoever reads the result.
  return pipeline(packed, createInflateRaw({ chunkSize: 1 << 20 }), () => undefined);
}

interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes a stream to a new file and syncs it; stops as soon as there are more bytes than expected. */
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
      // On a file handle this goes on from the current position, and on after a short write.
      await file.writeFile(chunk);
      progress.add(chunk.length);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

function faultOf(found: Written, member: Member): string | undefined {
  if (found.bytes > member.bytes) return `has more than ${member.bytes} bytes`;
  if (found.bytes < member.bytes) return `has ${found.bytes} bytes instead of ${member.bytes}`;
  return found.sha256 === member.sha256 ? undefined : `has the sha256 ${found.sha256} instead of ${member.sha256}`;
}

/** Errors of the archive's reader and of zlib mean a corrupt archive; those of the file system stay what they are. */
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
