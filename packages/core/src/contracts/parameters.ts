import type { Tensor } from '@tensorflow/tfjs-core';
import type { DatasetSplit, ImageShape, Normalization } from './dataset';

/** Tensors by stable path, e.g. `image/conv1/kernel`. There are no hidden variables. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** How a parameter is initialized, as data, so that plans can print it and all backends draw the same numbers. */
export type Initializer =
  | { readonly kind: 'zeros' }
  | { readonly kind: 'ones' }
  /** Uniform in [-bound, bound]. */
  | { readonly kind: 'uniform'; readonly bound: number }
  /** Normal with mean 0 and this standard deviation. */
  | { readonly kind: 'normal'; readonly deviation: number }
  /** A uniformly drawn matrix with orthonormal rows, or orthonormal columns if it has more rows than columns. */
  | { readonly kind: 'orthogonal' }
  /** The given numbers, in row-major order. */
  | { readonly kind: 'values'; readonly values: readonly number[] }
  /** Computed from the training images once, before the first step. */
  | { readonly kind: 'data'; readonly summary: string; compute(data: TrainingData): Promise<Float32Array> };

/** The training data from which a parameter can be initialized. */
export interface TrainingData {
  readonly split: DatasetSplit;
  readonly image: ImageShape;
  readonly classes: number;
  /** Present if the dataset is normalized. */
  readonly normalization?: Normalization;
  readonly onProgress?: (message: string) => void;
}

export interface ParameterSpec {
  readonly shape: readonly number[];
  readonly init: Initializer;
}

/** Parameter specifications by path within their group. */
export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>;

/** Parameters that are read, updated and saved together, e.g. `block/3` or `head`. */
export interface ParameterGroup {
  readonly name: string;
  /** Updated by the optimizer. */
  readonly parameters: ParameterSpecs;
  /** Kept but not optimized: the running statistics of batch norm. */
  readonly statistics: ParameterSpecs;
}

/** Number of scalars in a set of specifications. */
export function countParameters(specs: ParameterSpecs): number {
  return Object.values(specs).reduce((sum, spec) => sum + spec.shape.reduce((a, b) => a * b, 1), 0);
}
