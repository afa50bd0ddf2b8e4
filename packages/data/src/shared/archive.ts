import type { ImageShape, Split } from '@noprop/core';

/** One file of an archive. */
export interface ArchiveFile {
  /** Name without `.gz`. */
  readonly name: string;
  /** Size and SHA-256 of the official `.gz`, which a download must match. */
  readonly packed: { readonly bytes: number; readonly sha256: string };
  /** SHA-256 of the unpacked contents, which every copy must match. */
  readonly sha256: string;
}

/** A dataset in MNIST's format: four IDX files, single-channel images and labels for each of two splits. */
export interface IdxArchive {
  /** Name of the dataset's folder under `NOPROP_DATA` and in the cache, e.g. `mnist`. */
  readonly name: string;
  readonly image: ImageShape;
  /** One name per class, in the order of the labels. */
  readonly classNames: readonly string[];
  readonly counts: Readonly<Record<Split, number>>;
  readonly files: Readonly<Record<Split, { readonly images: ArchiveFile; readonly labels: ArchiveFile }>>;
  /** Base addresses of the `.gz` files, ending in `/`; tried in turn. */
  readonly mirrors: readonly string[];
  /** Folder where a Debian package installs the files. */
  readonly debian?: string;
}

/** All files of an archive. */
export function archiveFiles({ files }: IdxArchive): readonly ArchiveFile[] {
  return [files.train.images, files.train.labels, files.test.images, files.test.labels];
}
