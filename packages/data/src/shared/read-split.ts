import type { DatasetSplit, Split } from '@noprop/core';
import { sha256Hex } from '@noprop/store';
import type { ArchiveFile, IdxArchive } from './archive';
import { corrupt } from './corrupt';
import { idxBytes, parseIdx } from './idx/idx';
import { readBytes } from './idx/read-bytes';

/**
 * Reads one split from its two files and checks their format, sizes, labels and digests.
 *
 * @throws NopropError `dataset_corrupt` naming the file and the values that do not match
 */
export async function readSplit(
  archive: IdxArchive,
  split: Split,
  paths: { readonly images: string; readonly labels: string },
): Promise<DatasetSplit> {
  const { height, width } = archive.image;
  const count = archive.counts[split];
  const imageBytes = await readBytes(paths.images, idxBytes([count, height, width]));
  const labelBytes = await readBytes(paths.labels, idxBytes([count]));
  const images = parseIdx(imageBytes, 3, paths.images);
  const labels = parseIdx(labelBytes, 1, paths.labels);

  const [imageCount, ...sizes] = images.sizes as [number, number, number];
  const [labelCount] = labels.sizes as [number];
  if (sizes[0] !== height || sizes[1] !== width) {
    throw corrupt(paths.images, `expected images of ${height} x ${width}, got ${sizes.join(' x ')}.`);
  }
  if (imageCount !== labelCount) {
    throw corrupt(paths.labels, `expected one label per image, got ${labelCount} labels and ${imageCount} images.`);
  }
  if (imageCount !== count) throw corrupt(paths.images, `expected ${count} images, got ${imageCount}.`);
  checkLabels(labels.elements, archive.classNames.length, paths.labels);
  checkDigest(imageBytes, archive.files[split].images, paths.images);
  checkDigest(labelBytes, archive.files[split].labels, paths.labels);
  return { images: images.elements, labels: labels.elements, count };
}

function checkLabels(labels: Uint8Array, classes: number, path: string): void {
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong === -1) return;
  throw corrupt(path, `expected labels from 0 to ${classes - 1}, got ${labels[wrong]} at index ${wrong}.`);
}

function checkDigest(contents: Uint8Array, file: ArchiveFile, path: string): void {
  const actual = sha256Hex(contents);
  if (actual === file.sha256) return;
  throw corrupt(path, `expected SHA-256 ${file.sha256}, got ${actual}.`);
}
