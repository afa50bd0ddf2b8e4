import type { Tensor } from '@tensorflow/tfjs-core';
import type { DatasetSplit, ImageShape, Normalization } from './dataset';

/** Tensors by stable path name, e.g. `image/conv1/kernel`. Never a hidden variable. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** How a parameter starts: described as data, so that a plan can print it and every backend draws the same numbers. */
export type Initializer =
  | { readonly kind: 'zeros' }
  | { readonly kind: 'ones' }
  /** Uniform in [-bound, bound]. */
  | { readonly kind: 'uniform'; readonly bound: number }
  /** Normal with mean 0 and this standard deviation. */
  | { readonly kind: 'normal'; readonly deviation: number }
  /** A matrix with orthonormal rows, or orthonormal columns where it has more rows than columns; uniform among all such. */
  | { readonly kind: 'orthogonal' }
  /** Numbers given in row-major order. */
  | { readonly kind: 'values'; readonly values: readonly number[] }
  /** Computed from the training images, once, before the first step. */
  | { readonly kind: 'data'; readonly summary: string; compute(data: TrainingData): Promise<Float32Array> };

/** The training images, as a parameter that starts from them sees them. */
export interface TrainingData {
  readonly split: DatasetSplit;
  readonly image: ImageShape;
  readonly classes: number;
  /** Where the dataset is normalised. */
  readonly normalization?: Normalization;
  readonly onProgress?: (message: string) => void;
}

export interface ParameterSpec {
  readonly shape: readonly number[];
  readonly init: Initializer;
}

/** Parameter specifications by path inside their group. */
export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>;

/** A set of parameters that is read, updated and saved together, e.g. `block/3` or `head`. */
export interface ParameterGroup {
  readonly name: string;
  /** Updated by the optimizer. */
  readonly parameters: ParameterSpecs;
  /** Carried along but not optimized: the running statistics of batch norm. */
  readonly statistics: ParameterSpecs;
}

/** Number of scalars that a set of specifications holds. */
export function countParameters(specs: ParameterSpecs): number {
  return Object.values(specs).reduce((sum, spec) => sum + spec.shape.reduce((a, b) => a * b, 1), 0);
}
