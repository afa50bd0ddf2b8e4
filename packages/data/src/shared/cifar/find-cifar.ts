import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from '../places';
import { type CifarArchive, cifarFiles } from './archive';

/** Where a dataset was found: the folder of its files, or its archive. */
export interface Found {
  readonly kind: 'files' | 'archive';
  readonly origin: Place['origin'];
  readonly path: string;
}

/** The dataset found in a place, or the files missing there. */
export type Finding = { readonly found: Found } | { readonly missing: readonly string[] };

/**
 * Looks for a dataset in a place without reading it. The place can be the archive itself, or a folder that contains the
 * archive's folder, the files or the archive. Files directly in an anonymous place are ignored, because a name such as
 * `train.bin` does not identify a dataset.
 */
export async function findCifar(archive: CifarArchive, { origin, folder, anonymous }: Place): Promise<Finding> {
  if (await isFile(folder)) return { found: { kind: 'archive', origin, path: folder } };
  let missing = cifarFiles(archive).map(({ name }) => name);
  for (const path of [join(folder, archive.folder), ...(anonymous ? [] : [folder])]) {
    const lacking = await lackingIn(archive, path);
    if (lacking.length === 0) return { found: { kind: 'files', origin, path } };
    if (lacking.length < missing.length) missing = lacking;
  }
  const packed = join(folder, archive.packed.name);
  return (await isFile(packed)) ? { found: { kind: 'archive', origin, path: packed } } : { missing };
}

async function lackingIn(archive: CifarArchive, folder: string): Promise<string[]> {
  const names = cifarFiles(archive).map(({ name }) => name);
  const there = await Promise.all(names.map((name) => isFile(join(folder, name))));
  return names.filter((_, i) => !there[i]);
}

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined))?.isFile() ?? false;
