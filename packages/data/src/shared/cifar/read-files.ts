import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { corrupt } from '../corrupt';
import { type CifarArchive, type CifarFile, fileBytes } from './archive';
import type { RecordFile } from './records';

/** A file of an archive and its contents. */
export interface OpenedFile extends RecordFile {
  readonly file: CifarFile;
}

/**
 * Reads unpacked files from a folder, one after the other.
 *
 * @throws NopropError `dataset_corrupt` for a file whose size does not match its records
 */
export async function* readFiles(
  archive: CifarArchive,
  folder: string,
  files: readonly CifarFile[],
): AsyncGenerator<OpenedFile> {
  for (const file of files) {
    const path = join(folder, file.name);
    const handle = await open(path);
    try {
      // Check the size first, so that a file of the wrong size is not read into memory.
      checkSize(archive, file, path, (await handle.stat()).size);
      const contents = await handle.readFile();
      checkSize(archive, file, path, contents.length);
      yield { file, path, contents };
    } finally {
      await handle.close();
    }
  }
}

/** Refuses a file whose size does not match its records. */
export function checkSize(archive: CifarArchive, file: CifarFile, path: string, actual: number): void {
  const bytes = fileBytes(archive, file);
  if (actual === bytes) return;
  const each = bytes / file.images;
  throw corrupt(path, `expected ${bytes} bytes (${file.images} records of ${each}), got ${actual}.`);
}
