import type { DatasetSplit, Split } from '@noprop/core';
import { type CifarArchive, exampleCount } from './archive';
import type { Found } from './find-cifar';
import { readFiles } from './read-files';
import { copyRecords } from './records';
import { unpackFiles } from './unpack-files';

/**
 * Reads one split from its files, or from the archive without unpacking it to disk, and checks sizes and labels.
 *
 * @throws NopropError `dataset_corrupt` naming the file and the values that do not match
 */
export async function readCifarSplit(archive: CifarArchive, split: Split, found: Found): Promise<DatasetSplit> {
  const files = archive.files[split];
  const count = exampleCount(archive, split);
  const { height, width, channels } = archive.image;
  const into: DatasetSplit = {
    images: new Uint8Array(count * height * width * channels),
    labels: new Uint8Array(count),
    ...(archive.superclasses && { coarseLabels: new Uint8Array(count) }),
    count,
  };
  const read = found.kind === 'files' ? readFiles : unpackFiles;
  // Archive entries come in any order; the file list defines the order of the examples.
  for await (const { file, ...record } of read(archive, found.path, files)) {
    const first = files.slice(0, files.indexOf(file)).reduce((sum, { images }) => sum + images, 0);
    copyRecords(archive, record, into, first);
  }
  return into;
}
