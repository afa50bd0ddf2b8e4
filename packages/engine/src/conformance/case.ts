import type { Tensor } from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import type { ByteTensor } from '../bytes/bytes';
import type { BackendName } from '../info';

/** An operation, or a composition of operations, on which every backend and compiler must agree. */
export interface ConformanceCase {
  readonly name: string;
  readonly draw: fc.Arbitrary<Example>;
  /** Largest error, relative to the largest value of a result; 0 requires equality to the last bit. */
  readonly tolerance: number;
  /** Whether to compare gradients with respect to the float32 inputs as well. */
  readonly gradients: boolean;
  /** Backends whose TensorFlow.js kernels support the operation. */
  readonly backends: readonly BackendName[];
}

/** One call of the operation. */
export interface Example {
  readonly inputs: readonly Values[];
  /** A dataset on the device, also passed to `run`. */
  readonly bytes?: Uint8Array;
  readonly bytesShape?: readonly number[];
  readonly run: (inputs: readonly Tensor[], bytes: ByteTensor) => Tensor | readonly Tensor[];
  /** Published values of the first result, if any. */
  readonly published?: readonly number[];
  /** Describes what was drawn apart from the inputs, for messages. */
  readonly label?: string;
}

/** A tensor's values on the host. */
export interface Values {
  readonly dtype: 'float32' | 'int32' | 'bool';
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array | Uint8Array;
}

/** `add of float32 [2, 3], float32 [3]` */
export function describeExample(name: string, { inputs, label }: Example): string {
  const tensors = inputs.map(({ dtype, shape }) => `${dtype} [${shape.join(', ')}]`).join(', ');
  return `${name}${label === undefined ? '' : ` (${label})`} of ${tensors === '' ? 'no inputs' : tensors}`;
}

/** Defines a case with the suite's default tolerance, gradients included. */
export function defineCase(
  name: string,
  draw: fc.Arbitrary<Example>,
  options: Partial<Pick<ConformanceCase, 'tolerance' | 'gradients' | 'backends'>> = {},
): ConformanceCase {
  const named = draw.map((example) => ({ ...example, [fc.toStringMethod]: () => describeExample(name, example) }));
  return { name, draw: named, tolerance: 1e-4, gradients: true, backends: ['tensorflow', 'wasm'], ...options };
}
