import type { Tensor } from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import type { ByteTensor } from '../bytes/bytes';
import type { BackendName } from '../info';

/** An operation, or a composition of some, that every backend and compiler must agree on. */
export interface ConformanceCase {
  readonly name: string;
  readonly draw: fc.Arbitrary<Example>;
  /** Largest error, relative to the largest value of a result; 0: equal to the last bit. */
  readonly tolerance: number;
  /** Whether gradients with respect to the float32 inputs are compared as well. */
  readonly gradients: boolean;
  /** Left out where TensorFlow.js's kernels for that backend refuse the operation. */
  readonly backends: readonly BackendName[];
}

/** One call of the operation. */
export interface Example {
  readonly inputs: readonly Values[];
  /** A dataset on the device, handed to `run` as well. */
  readonly bytes?: Uint8Array;
  readonly bytesShape?: readonly number[];
  readonly run: (inputs: readonly Tensor[], bytes: ByteTensor) => Tensor | readonly Tensor[];
  /** Published values of the first result, where there are such. */
  readonly published?: readonly number[];
  /** Says what was drawn beside the inputs, for messages. */
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
  return `${name}${label === undefined ? '' : ` (${label})`} of ${tensors === '' ? 'nothing' : tensors}`;
}

/** A case with the suite's usual tolerance, gradients included. */
export function defineCase(
  name: string,
  draw: fc.Arbitrary<Example>,
  options: Partial<Pick<ConformanceCase, 'tolerance' | 'gradients' | 'backends'>> = {},
): ConformanceCase {
  const named = draw.map((example) => ({ ...example, [fc.toStringMethod]: () => describeExample(name, example) }));
  return { name, draw: named, tolerance: 1e-4, gradients: true, backends: ['tensorflow', 'wasm'], ...options };
}
