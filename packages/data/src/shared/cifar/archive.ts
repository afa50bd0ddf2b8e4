import type { ImageShape, Split } from '@noprop/core';

/** A digest by which a copy of a file is recognised. */
export interface KnownCopy {
  readonly algorithm: 'sha256' | 'md5';
  /** In hexadecimal. */
  readonly digest: string;
  /** What people must know of results on it; the official contents have none. */
  readonly note?: string;
}

/** One file of records: label bytes, then the planes of an image, row-major. */
export interface CifarFile {
  readonly name: string;
  /** Images, and thus records. */
  readonly images: number;
  /** A copy that is none of these is accepted and called unknown. */
  readonly copies: readonly KnownCopy[];
}

/** Superclasses: records then begin with the superclass, before the class. */
export interface Superclasses {
  /** One name a superclass, in the order of the coarse labels. */
  readonly names: readonly string[];
  /** The superclass of each class, in the order of the labels. */
  readonly ofClass: readonly number[];
}

/** A dataset in the binary version of CIFAR: files of records in one folder, packed as one `.tar.gz`. */
export interface CifarArchive {
  /** Name of the dataset's folder under `NOPROP_DATA` and in the cache, e.g. `cifar-10`. */
  readonly name: string;
  readonly image: ImageShape;
  /** One name a class, in the order of the labels. */
  readonly classNames: readonly string[];
  readonly superclasses?: Superclasses;
  /** The only folder inside the archive. */
  readonly folder: string;
  /** The `.tar.gz` as published; a download must match size and SHA-256. */
  readonly packed: { readonly name: string; readonly bytes: number; readonly sha256: string };
  /** Addresses of the `.tar.gz`, tried in turn. */
  readonly urls: readonly string[];
  /** The files of each split, in the order of the examples. */
  readonly files: Readonly<Record<Split, readonly CifarFile[]>>;
}

/** All files of an archive. */
export const cifarFiles = ({ files }: CifarArchive): readonly CifarFile[] => [...files.train, ...files.test];

/** Examples of a split. */
export const exampleCount = ({ files }: CifarArchive, split: Split): number =>
  files[split].reduce((sum, { images }) => sum + images, 0);

/** Bytes of one record before the image: the superclass, where there are some, and the class. */
export const labelBytes = ({ superclasses }: CifarArchive): number => (superclasses === undefined ? 1 : 2);

/** Bytes of one record. */
export function recordBytes(archive: CifarArchive): number {
  const { height, width, channels } = archive.image;
  return labelBytes(archive) + height * width * channels;
}

/** Bytes of one file. */
export const fileBytes = (archive: CifarArchive, { images }: CifarFile): number => images * recordBytes(archive);
