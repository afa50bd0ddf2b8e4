import type { ImageShape, Split } from '@noprop/core';

/** A digest that identifies a copy of a file. */
export interface KnownCopy {
  readonly algorithm: 'sha256' | 'md5';
  /** In hexadecimal. */
  readonly digest: string;
  /** What readers of results on this copy must know; absent for the official contents. */
  readonly note?: string;
}

/** One file of records. A record is the label bytes and then the planes of an image, row-major. */
export interface CifarFile {
  readonly name: string;
  /** Number of images, one per record. */
  readonly images: number;
  /** Known copies; any other copy is accepted and reported as unknown. */
  readonly copies: readonly KnownCopy[];
}

/** Superclasses. If a dataset has them, each record starts with the superclass, before the class. */
export interface Superclasses {
  /** One name per superclass, in the order of the coarse labels. */
  readonly names: readonly string[];
  /** The superclass of each class, in the order of the labels. */
  readonly ofClass: readonly number[];
}

/** A dataset in the binary version of CIFAR: files of records in one folder, packed as one `.tar.gz`. */
export interface CifarArchive {
  /** Name of the dataset's folder under `NOPROP_DATA` and in the cache, e.g. `cifar-10`. */
  readonly name: string;
  readonly image: ImageShape;
  /** One name per class, in the order of the labels. */
  readonly classNames: readonly string[];
  readonly superclasses?: Superclasses;
  /** The only folder inside the archive. */
  readonly folder: string;
  /** The published `.tar.gz`; a download must match its size and SHA-256. */
  readonly packed: { readonly name: string; readonly bytes: number; readonly sha256: string };
  /** Addresses of the `.tar.gz`, tried in turn. */
  readonly urls: readonly string[];
  /** The files of each split, in the order of the examples. */
  readonly files: Readonly<Record<Split, readonly CifarFile[]>>;
}

/** All files of an archive. */
export const cifarFiles = ({ files }: CifarArchive): readonly CifarFile[] => [...files.train, ...files.test];

/** Number of examples in a split. */
export const exampleCount = ({ files }: CifarArchive, split: Split): number =>
  files[split].reduce((sum, { images }) => sum + images, 0);

/** Bytes of one record before the image: the superclass if the dataset has them, and the class. */
export const labelBytes = ({ superclasses }: CifarArchive): number => (superclasses === undefined ? 1 : 2);

/** Bytes of one record. */
export function recordBytes(archive: CifarArchive): number {
  const { height, width, channels } = archive.image;
  return labelBytes(archive) + height * width * channels;
}

/** Bytes of one file. */
export const fileBytes = (archive: CifarArchive, { images }: CifarFile): number => images * recordBytes(archive);
