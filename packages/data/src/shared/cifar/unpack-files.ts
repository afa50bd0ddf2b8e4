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
 * Reads files from a `.tar.gz`, in the order of its entries. Nothing is written to disk and no link is followed. Entry
 * sizes are checked before their contents are read.
 *
 * @throws NopropError `dataset_corrupt` for an archive that is truncated or lacks a file, and for any entry that an
 *   archive of this dataset cannot have
 */
export async function* unpackFiles(
  archive: CifarArchive,
  path: string,
  requested: readonly CifarFile[],
): AsyncGenerator<OpenedFile> {
  const unpacked = extract();
  const pumped = pipeline(createReadStream(path), createGunzip(), unpacked).catch((error: Error) => error);
  const seen = new Set<string>();
  try {
    for await (const entry of unpacked) {
      const name = checkEntry(archive, entry.header, seen, path);
      const file = cifarFiles(archive).find((each) => each.name === name);
      if (file !== undefined) checkSize(archive, file, `${path}, ${name}`, entry.header.size);
      if (file !== undefined && requested.includes(file)) {
        yield { file, path: `${path}, ${name}`, contents: await contentsOf(entry, entry.header.size) };
      } else entry.resume();
    }
    const error = await pumped;
    if (error !== undefined) throw error;
  } catch (error) {
    if (error instanceof NopropError) throw error;
    throw corrupt(path, `expected a complete .tar.gz, got one that does not unpack (${(error as Error).message}).`);
  } finally {
    unpacked.destroy();
    await pumped;
  }
  const missing = cifarFiles(archive).filter(({ name }) => !seen.has(name));
  if (missing.length === 0) return;
  throw corrupt(path, `the archive is incomplete; missing: ${missing.map(({ name }) => name).join(', ')}.`);
}

/** Reads an entry whose size has been checked; tar-stream yields no more bytes than that. */
async function contentsOf(entry: AsyncIterable<unknown>, size: number): Promise<Uint8Array> {
  const contents = new Uint8Array(size);
  let at = 0;
  for await (const chunk of entry as AsyncIterable<Uint8Array>) {
    contents.set(chunk, at);
    at += chunk.length;
  }
  return contents;
}
