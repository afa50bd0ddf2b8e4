import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NopropError } from '@noprop/core';
import { writeFileAtomic } from '@noprop/store';
import { cannotStore } from '../download/cannot-store';
import { download } from '../download/download';
import { whileLocked } from '../download/while-locked';
import { type CifarArchive, cifarFiles } from './archive';
import { type Found, findCifar } from './find-cifar';
import { unpackFiles } from './unpack-files';

/**
 * Downloads a dataset into its cache folder, unpacks it there and deletes the archive. An archive that is already there
 * is not downloaded again. Processes that need the dataset at the same time wait for the first one.
 *
 * @throws NopropError `dataset_download_failed`, or `dataset_corrupt` if the archive is not the dataset
 */
export async function fetchCifar(
  archive: CifarArchive,
  folder: string,
  onProgress?: (message: string) => void,
): Promise<Found> {
  const files: Found = { kind: 'files', origin: 'cache', path: join(folder, archive.folder) };
  const { name, bytes, sha256 } = archive.packed;
  const packed = join(folder, name);
  try {
    await mkdir(files.path, { recursive: true });
    await whileLocked(join(folder, `${archive.folder}.lock`), async () => {
      // Another process may have finished while this one waited.
      const there = await findCifar(archive, { origin: 'cache', folder });
      if ('found' in there && there.found.kind === 'files') return;
      await download({ urls: archive.urls, file: packed, bytes, sha256, ...(onProgress && { onProgress }) });
      onProgress?.(`${name}: unpacking`);
      for await (const { file, contents } of unpackFiles(archive, packed, cifarFiles(archive))) {
        writeFileAtomic(join(files.path, file.name), contents);
      }
      await rm(packed);
    });
    return files;
  } catch (error) {
    throw error instanceof NopropError ? error : cannotStore(files.path, error as Error);
  }
}
