import type { DatasetSplit } from '@noprop/core';
import { corrupt } from '../corrupt';
import { type CifarArchive, labelBytes, recordBytes } from './archive';

/** A file of records and its contents. */
export interface RecordFile {
  /** Shown in errors. */
  readonly path: string;
  readonly contents: Uint8Array;
}

/**
 * Copies the records of one file into a split, starting at example `first`. Images are converted from planes (C H W) to
 * pixels (H W C).
 *
 * @throws NopropError `dataset_corrupt` for a label that is not a class, or a coarse label of another class
 */
export function copyRecords(
  archive: CifarArchive,
  { path, contents }: RecordFile,
  into: DatasetSplit,
  first: number,
): void {
  const { height, width, channels } = archive.image;
  const stride = recordBytes(archive);
  const before = labelBytes(archive);
  const plane = height * width;
  const { images } = into;
  for (let at = 0, i = first; at < contents.length; at += stride, i++) {
    copyLabels(archive, { path, contents }, at, into, i);
    const target = i * plane * channels;
    for (let c = 0; c < channels; c++) {
      const source = at + before + c * plane;
      for (let p = 0; p < plane; p++) images[target + p * channels + c] = contents[source + p] as number;
    }
  }
}

function copyLabels(
  archive: CifarArchive,
  { path, contents }: RecordFile,
  at: number,
  { labels, coarseLabels }: DatasetSplit,
  index: number,
): void {
  const { classNames, superclasses } = archive;
  const label = contents[at + labelBytes(archive) - 1] as number;
  const record = at / recordBytes(archive);
  if (label >= classNames.length) {
    throw corrupt(path, `expected labels from 0 to ${classNames.length - 1}, got ${label} in record ${record}.`);
  }
  labels[index] = label;
  if (superclasses === undefined || coarseLabels === undefined) return;
  const coarse = contents[at] as number;
  const expected = superclasses.ofClass[label] as number;
  if (coarse !== expected) {
    const problem = `expected coarse label ${expected} for fine label ${label}, got ${coarse} in record ${record}.`;
    throw corrupt(path, problem);
  }
  coarseLabels[index] = coarse;
}
