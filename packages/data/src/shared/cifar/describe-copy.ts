import { join } from 'node:path';
import { digestOfFile } from '../digest';
import { type CifarArchive, type CifarFile, cifarFiles, type KnownCopy } from './archive';
import type { Found } from './find-cifar';

/** What {@link describeCopy} says of the files as they were published. */
export const OFFICIAL = 'official contents';

/**
 * Says which copy of a dataset was found, by the digests of its files: {@link OFFICIAL}, or what each file is that
 * has others. Reads the files, a chunk at a time: 184 MB take some 0.2 s where the processor knows SHA-256.
 */
export async function describeCopy(archive: CifarArchive, { kind, path }: Found): Promise<string> {
  const notes =
    kind === 'archive'
      ? [await noteOf({ name: archive.packed.name, copies: [officialArchive(archive)] }, path)]
      : await Promise.all(cifarFiles(archive).map((file) => noteOf(file, join(path, file.name))));
  const told = notes.filter((note) => note !== undefined);
  return told.length === 0 ? OFFICIAL : told.join('; ');
}

const officialArchive = ({ packed }: CifarArchive): KnownCopy => ({ algorithm: 'sha256', digest: packed.sha256 });

/** Nothing for the official contents. */
async function noteOf({ name, copies }: Pick<CifarFile, 'name' | 'copies'>, path: string): Promise<string | undefined> {
  for (const algorithm of ['sha256', 'md5'] as const) {
    const known = copies.filter((copy) => copy.algorithm === algorithm);
    if (known.length === 0) continue;
    const digest = await digestOfFile(path, algorithm);
    const copy = known.find((each) => each.digest === digest);
    if (copy !== undefined) return copy.note && `${name} is ${copy.note}`;
  }
  return `${name} is an unknown copy`;
}
