import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { NopropError } from '@noprop/core';
import { extract } from 'tar-stream';
import { corrupt } from '../corrupt';
import { type CifarArchive, type CifarFile, cifarFiles } from './archive';
import { checkEntry } from './check-entry';
import { checkSize, type OpenedFile } from './read-files';

/**
 * Contents of files inside a `.tar.gz`, in the order of its entries. Nothing is written, no link is followed, and no
 * more is unpacked than the files take.
 *
 * @throws NopropError `dataset_corrupt` for an archive that breaks off or lacks a file, and for any entry that an
 *   archive of this dataset cannot have
 */
export async function* unpackFiles(
  archive: CifarArchive,
  path: string,
  wanted: readonly CifarFile[],
): AsyncGenerator<OpenedFile> {
  const unpacked = extract();
  const pumped = pipeline(createReadStream(path), createGunzip(), unpacked).catch((error: Error) => error);
  const seen = new Set<string>();
  try {
    for await (const entry of unpacked) {
      const name = checkEntry(archive, entry.header, seen, path);
      const file = cifarFiles(archive).find((each) => each.name === name);
      if (file !== undefined) checkSize(archive, file, `${path}, ${name}`, entry.header.size);
      if (file !== undefined && wanted.includes(file)) {
        yield { file, path: `${path}, ${name}`, contents: await contentsOf(entry, entry.header.size) };
      } else entry.resume();
    }
    const error = await pumped;
    if (error !== undefined) throw error;
  } catch (error) {
    if (error instanceof NopropError) throw error;
    throw corrupt(path, `wanted a whole .tar.gz, found one that does not unpack (${(error as Error).message}).`);
  } finally {
    unpacked.destroy();
    await pumped;
  }
  const missing = cifarFiles(archive).filter(({ name }) => !seen.has(name));
  if (missing.length === 0) return;
  throw corrupt(
    path,
    `wanted the entries of ${archive.name}, not found: ${missing.map(({ name }) => name).join(', ')}.`,
  );
}

/** The size of an entry has been checked, and tar-stream gives no more bytes than that. */
async function contentsOf(entry: AsyncIterable<unknown>, size: number): Promise<Uint8Array> {
  const contents = new Uint8Array(size);
  let at = 0;
  for await (const chunk of entry as AsyncIterable<Uint8Array>) {
    contents.set(chunk, at);
    at += chunk.length;
  }
  return contents;
}
