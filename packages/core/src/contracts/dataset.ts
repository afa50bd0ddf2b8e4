/** Height, width and channels of an image: H W C. */
export interface ImageShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * Per-channel normalization of pixels in [0, 1]: (x - mean) / deviation.
 * One number per channel.
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
  /** N superclass indices, if the dataset has them (CIFAR-100's coarse labels). */
  readonly coarseLabels?: Uint8Array;
  readonly count: number;
}

/** What a run records about where its data came from. */
export interface DatasetSource {
  /** `folder`, `cache`, `debian`, `download` or `generated`. */
  readonly origin: string;
  /** Folder or address, for people. It is not part of the plan's id. */
  readonly location: string;
  /** How the copy differs from the official one, e.g. that it is a known reconstruction. */
  readonly note?: string;
}

/** A labeled image dataset. Nothing is read or fetched before {@link Dataset.load}. */
export interface Dataset {
  readonly name: string;
  readonly image: ImageShape;
  readonly classes: number;
  readonly classNames: readonly string[];
  /** How a step normalizes the pixels after scaling them to [0, 1]; no normalization if absent. */
  readonly normalization?: Normalization;
  /** Number of examples in a split, known without reading it. */
  count(split: Split): number;
  /**
   * Finds the data without reading it in full.
   * @throws NopropError `dataset_missing` if the data is not here and cannot be downloaded
   */
  locate(): Promise<DatasetSource>;
  /** Reads one split, downloading it first if necessary. */
  load(split: Split, onProgress?: (message: string) => void): Promise<DatasetSplit>;
}
