/** Height, width and channels of an image: H W C. */
export interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * Per-channel normalisation of pixels in [0, 1]: (x - mean) / deviation.
 * One number a channel.
 */
export interface Normalization {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

export type Split = 'train' | 'test';

/** One split of a dataset, as bytes in row-major order. */
export interface DatasetSplit {
  /** N H W C, 0 to 255. */
  readonly images: Uint8Array;
  /** N class indices. */
  readonly labels: Uint8Array;
  /** N indices of the superclass, where a dataset has them (CIFAR-100's coarse labels). */
  readonly coarseLabels?: Uint8Array;
  readonly count: number;
}

/** What a run records about where its data came from. */
export interface DatasetSource {
  /** `folder`, `cache`, `debian`, `download` or `generated`. */
  readonly origin: string;
  /** Folder or address; for people, not part of a unit's identity. */
  readonly location: string;
  /** What is special about the copy where it is not the official one, e.g. that it is a known reconstruction. */
  readonly note?: string;
}

/** A labelled image dataset. Nothing is read or fetched before {@link Dataset.load}. */
export interface Dataset {
  readonly name: string;
  readonly image: ImageShape;
  readonly classes: number;
  readonly classNames: readonly string[];
  /** How a step normalises the pixels after scaling them to [0, 1]; by default not at all. */
  readonly normalization?: Normalization;
  /** Examples a split will have, known without reading it. */
  count(split: Split): number;
  /**
   * Finds the data without reading them whole.
   * @throws NopropError `dataset_missing` when they are nowhere and cannot be downloaded.
   */
  locate(): Promise<DatasetSource>;
  /** Reads (and downloads, if need be) one split. */
  load(split: Split, onProgress?: (message: string) => void): Promise<DatasetSplit>;
}
