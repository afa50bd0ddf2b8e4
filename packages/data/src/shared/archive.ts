import type { ImageShape, Split } from '@noprop/core';

/** One file of an archive. */
export interface ArchiveFile {
  /** Name without `.gz`. */
  readonly name: string;
  /** Size and SHA-256 of the official `.gz`, which a download must match. */
  readonly packed: { readonly bytes: number; readonly sha256: string };
  /** SHA-256 of the unpacked contents, which a copy from anywhere must match. */
  readonly sha256: string;
}

/** A dataset in MNIST's format: four IDX files, the images (of one channel) and the labels of two splits. */
export interface IdxArchive {
  /** Name of the dataset's folder under `NOPROP_DATA` and in the cache, e.g. `mnist`. */
  readonly name: string;
  readonly image: ImageShape;
  /** One name a class, in the order of the labels. */
  readonly classNames: readonly string[];
  readonly counts: Readonly<Record<Split, number>>;
  readonly files: Readonly<Record<Split, { readonly images: ArchiveFile; readonly labels: ArchiveFile }>>;
  /** Addresses that end in `/`, below which the `.gz` files lie; tried in turn. */
  readonly mirrors: readonly string[];
  /** Folder in which a Debian package installs the files. */
  readonly debian?: string;
}

/** All files of an archive. */
export function archiveFiles({ files }: IdxArchive): readonly ArchiveFile[] {
  return [files.train.images, files.train.labels, files.test.images, files.test.labels];
}
