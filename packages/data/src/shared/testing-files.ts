import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { NopropError } from '@noprop/core';
import { removeFolder } from '@noprop/core/testing';
import { sha256Hex } from '@noprop/store';
import { type ArchiveFile, archiveFiles, type IdxArchive } from './archive';

/** Runs a test in a new, empty folder that is deleted afterwards. */
export async function inTemporaryFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'noprop-data-'));
  try {
    await body(folder);
  } finally {
    await removeFolder(folder);
  }
}

/** The message of the NopropError with which `work` must reject. */
export async function rejectionOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof NopropError) return error.message;
    throw error;
  }
  throw new Error('Expected the work to fail, but it did not.');
}

/** An IDX file of unsigned bytes; pass another `magic` to make it invalid. */
export function idxFile(sizes: readonly number[], elements: Uint8Array, magic = 0x0800 | sizes.length): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length);
  header.writeUInt32BE(magic, 0);
  for (const [axis, size] of sizes.entries()) header.writeUInt32BE(size, 4 + 4 * axis);
  return Buffer.concat([header, elements]);
}

/** A dataset of 3 + 2 images (4 x 5) in 3 classes, and its files by name. */
export function tinyArchive(mirrors: readonly string[] = []): {
  readonly archive: IdxArchive;
  readonly plain: ReadonlyMap<string, Buffer>;
} {
  const plain = new Map([
    [
      'train-images-idx3-ubyte',
      idxFile(
        [3, 4, 5],
        Uint8Array.from({ length: 60 }, (_, i) => 4 * i),
      ),
    ],
    ['train-labels-idx1-ubyte', idxFile([3], Uint8Array.of(2, 0, 1))],
    [
      't10k-images-idx3-ubyte',
      idxFile(
        [2, 4, 5],
        Uint8Array.from({ length: 40 }, (_, i) => 255 - i),
      ),
    ],
    ['t10k-labels-idx1-ubyte', idxFile([2], Uint8Array.of(1, 2))],
  ]);
  const file = (name: string): ArchiveFile => {
    const contents = plain.get(name) as Buffer;
    const packed = gzipSync(contents);
    return { name, packed: { bytes: packed.length, sha256: sha256Hex(packed) }, sha256: sha256Hex(contents) };
  };
  const archive: IdxArchive = {
    name: 'tiny',
    image: { height: 4, width: 5, channels: 1 },
    classNames: ['a', 'b', 'c'],
    counts: { train: 3, test: 2 },
    mirrors,
    files: {
      train: { images: file('train-images-idx3-ubyte'), labels: file('train-labels-idx1-ubyte') },
      test: { images: file('t10k-images-idx3-ubyte'), labels: file('t10k-labels-idx1-ubyte') },
    },
  };
  return { archive, plain };
}

/** Writes all files of {@link tinyArchive} into a folder, packed or plain. */
export async function writeTiny(folder: string, packed: boolean): Promise<void> {
  const { archive, plain } = tinyArchive();
  for (const { name } of archiveFiles(archive)) {
    const contents = plain.get(name) as Buffer;
    await writeFile(join(folder, packed ? `${name}.gz` : name), packed ? gzipSync(contents) : contents);
  }
}
