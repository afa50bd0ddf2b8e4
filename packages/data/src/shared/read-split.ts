import type { DatasetSplit, Split } from '@noprop/core';
import { sha256Hex } from '@noprop/store';
import type { ArchiveFile, IdxArchive } from './archive';
import { corrupt } from './corrupt';
import { idxBytes, parseIdx } from './idx/idx';
import { readBytes } from './idx/read-bytes';

/**
 * Reads one split from its two files and checks everything about them: format, sizes, labels, digests.
 *
 * @throws NopropError `dataset_corrupt` naming the file and the figures found
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
    throw corrupt(paths.images, `wanted images of ${height} x ${width}, found ${sizes.join(' x ')}.`);
  }
  if (imageCount !== labelCount) {
    throw corrupt(paths.labels, `wanted one label an image, found ${labelCount} labels and ${imageCount} images.`);
  }
  if (imageCount !== count) throw corrupt(paths.images, `wanted ${count} images, found ${imageCount}.`);
  checkLabels(labels.elements, archive.classNames.length, paths.labels);
  checkDigest(imageBytes, archive.files[split].images, paths.images);
  checkDigest(labelBytes, archive.files[split].labels, paths.labels);
  return { images: images.elements, labels: labels.elements, count };
}

function checkLabels(labels: Uint8Array, classes: number, path: string): void {
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong === -1) return;
  throw corrupt(path, `wanted labels from 0 to ${classes - 1}, found ${labels[wrong]} at index ${wrong}.`);
}

function checkDigest(contents: Uint8Array, file: ArchiveFile, path: string): void {
  const found = sha256Hex(contents);
  if (found === file.sha256) return;
  throw corrupt(path, `wanted contents with the SHA-256 ${file.sha256}, found ${found}.`);
}
