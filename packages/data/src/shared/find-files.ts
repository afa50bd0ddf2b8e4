import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '@noprop/store';
import { type ArchiveFile, archiveFiles, type IdxArchive } from './archive';
import { idxBytes } from './idx/idx';
import { readBytes } from './idx/read-bytes';
import type { Place } from './places';

/** The files of an archive that a folder contains. */
export interface FoundFiles {
  /** Path of a file in the folder, packed or plain; undefined if it is missing. */
  path(file: ArchiveFile): string | undefined;
  readonly missing: readonly ArchiveFile[];
}

/** Looks for an archive's files in a folder, each as `<name>.gz` or `<name>`, without reading them. */
export async function findFiles(archive: IdxArchive, place: Place): Promise<FoundFiles> {
  const paths = new Map<ArchiveFile, string>();
  for (const file of archiveFiles(archive)) {
    const path = await firstFile([join(place.folder, `${file.name}.gz`), join(place.folder, file.name)]);
    if (path !== undefined) paths.set(file, path);
  }
  if (place.anonymous && !(await isArchive(archive, paths))) paths.clear();
  const missing = archiveFiles(archive).filter((file) => !paths.has(file));
  return { path: (file) => paths.get(file), missing };
}

async function firstFile(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile()) return path;
  }
  return undefined;
}

/** Uses the smallest file to tell datasets with the same file names apart. */
async function isArchive(archive: IdxArchive, paths: ReadonlyMap<ArchiveFile, string>): Promise<boolean> {
  const { labels } = archive.files.test;
  const path = paths.get(labels);
  if (path === undefined) return false;
  const contents = await readBytes(path, idxBytes([archive.counts.test])).catch(() => undefined);
  return contents !== undefined && sha256Hex(contents) === labels.sha256;
}
