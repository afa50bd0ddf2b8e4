import type { Tensor } from '@tensorflow/tfjs-core';

/** Tensors by stable path name, e.g. `image/conv1/kernel`. Never a hidden variable. */
export type Tensors = Readonly<Record<string, Tensor>>;

/** How a parameter starts: data, so that a plan can print it and every backend draws the same numbers. */
export type Initializer =
  | { readonly kind: 'zeros' }
  | { readonly kind: 'ones' }
  /** Uniform in [-bound, bound]. */
  | { readonly kind: 'uniform'; readonly bound: number }
  /** Normal with mean 0 and this standard deviation. */
  | { readonly kind: 'normal'; readonly deviation: number };

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
