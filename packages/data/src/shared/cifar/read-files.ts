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
 * Contents of files that lie unpacked in a folder, one after the other.
 *
 * @throws NopropError `dataset_corrupt` for a file of another size than its records take
 */
export async function* readFiles(
  archive: CifarArchive,
  folder: string,
  wanted: readonly CifarFile[],
): AsyncGenerator<OpenedFile> {
  for (const file of wanted) {
    const path = join(folder, file.name);
    const handle = await open(path);
    try {
      // Asked first, so that no file of another size is read into memory.
      checkSize(archive, file, path, (await handle.stat()).size);
      const contents = await handle.readFile();
      checkSize(archive, file, path, contents.length);
      yield { file, path, contents };
    } finally {
      await handle.close();
    }
  }
}

/** Refuses a file that does not have as many bytes as its records take. */
export function checkSize(archive: CifarArchive, file: CifarFile, path: string, found: number): void {
  const bytes = fileBytes(archive, file);
  if (found === bytes) return;
  const each = bytes / file.images;
  throw corrupt(path, `wanted ${bytes} bytes (${file.images} records of ${each}), found ${found}.`);
}
