import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Split } from '@noprop/core';
import { sha256Hex } from '@noprop/store';
import { type Header, pack } from 'tar-stream';
import type { CifarArchive, CifarFile } from './archive';

/** A dataset, the contents of its files by name, and its `.tar.gz`. */
export interface TinyCifar {
  readonly archive: CifarArchive;
  readonly contents: ReadonlyMap<string, Uint8Array>;
  readonly packed: Buffer;
}

/** An entry of a tar archive; a regular file with these bytes unless the header sets another type. */
export type TestEntry = Partial<Header> & { readonly name: string; readonly contents?: Uint8Array };

/**
 * A dataset of 4 + 2 images of 1 x 2 pixels with 3 channels, in 3 classes; `coarse` adds superclasses. Image byte b of
 * record r in file f is 40 f + 6 r + b, so the first image has the planes [0 1] [2 3] [4 5].
 */
export async function tinyCifar(coarse: boolean, urls: readonly string[] = []): Promise<TinyCifar> {
  const names = ['one.bin', 'two.bin', 'held.bin'];
  const labels = [
    [2, 0],
    [1, 2],
    [0, 1],
  ];
  const ofClass = [1, 0, 1];
  const contents = new Map(
    names.map((name, f) => {
      const records = (labels[f] as number[]).flatMap((label, r) => [
        ...(coarse ? [ofClass[label] as number] : []),
        label,
        ...Array.from({ length: 6 }, (_, b) => 40 * f + 6 * r + b),
      ]);
      return [name, Uint8Array.from(records)] as const;
    }),
  );
  const entries = [...contents].map(([name, bytes]) => ({ name: `tiny-bin/${name}`, contents: bytes }));
  const packed = await packEntries([
    { name: 'tiny-bin/', type: 'directory' },
    { name: 'tiny-bin/readme.html', contents: Buffer.from('<p>Three classes.</p>') },
    // Deliberately not in the order of the examples.
    ...entries.reverse(),
  ]);
  const file = (name: string): CifarFile => ({
    name,
    images: 2,
    copies: [{ algorithm: 'sha256', digest: sha256Hex(contents.get(name) as Uint8Array) }],
  });
  const files: Record<Split, CifarFile[]> = { train: [file('one.bin'), file('two.bin')], test: [file('held.bin')] };
  const archive: CifarArchive = {
    name: 'tiny',
    image: { height: 1, width: 2, channels: 3 },
    classNames: ['a', 'b', 'c'],
    ...(coarse && { superclasses: { names: ['even', 'odd'], ofClass } }),
    folder: 'tiny-bin',
    packed: { name: 'tiny-binary.tar.gz', bytes: packed.length, sha256: sha256Hex(packed) },
    urls,
    files,
  };
  return { archive, contents, packed };
}

/** A `.tar.gz` with these entries, in this order. */
export async function packEntries(entries: readonly TestEntry[]): Promise<Buffer> {
  const archive = pack();
  for (const { contents, ...header } of entries) archive.entry(header, Buffer.from(contents ?? []));
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(chunk as Buffer);
  return gzipSync(Buffer.concat(chunks));
}

/** Creates a folder and writes the files of a dataset into it. */
export async function writeContents({ contents }: Pick<TinyCifar, 'contents'>, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of contents) await writeFile(join(folder, name), bytes);
}

/** Writes a file and creates its folder. */
export async function writeInto(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}
