import { EngineError } from '../errors';
import type { CApi, Pointer } from '../native/c-api';
import { bytesPerElement, dataTypeName, dataTypes } from '../native/data-types';
import { toInt64 } from './attributes';

export type HostValues = Float32Array | Int32Array | Uint8Array | readonly number[];

/**
 * Creates a TF_Tensor with these values; the caller owns it.
 *
 * @throws EngineError `unsupported_type` for strings and resources
 */
export function allocateTensor(api: CApi, shape: readonly number[], dtype: number, values: HostValues): Pointer {
  const size = bytesPerElement[dtype];
  if (size === undefined) {
    const message = `Cannot create a ${dataTypeName(dtype)} tensor. Use float32, int32 or bool.`;
    throw new EngineError('unsupported_type', message);
  }
  const bytes = shape.reduce((a, b) => a * b, 1) * size;
  const array = typedArray(dtype, size, values);
  if (array.byteLength !== bytes) {
    throw new Error(`internal: expected ${bytes} bytes for shape [${shape.join(', ')}], got ${array.byteLength}.`);
  }
  const tensor = api.TF_AllocateTensor(dtype, toInt64(shape), shape.length, bytes);
  if (bytes > 0) api.memcpy(api.TF_TensorData(tensor), array, bytes);
  return tensor;
}

function typedArray(
  dtype: number,
  size: number,
  values: HostValues,
): Float32Array | Int32Array | Int16Array | Uint8Array {
  if (dtype === dataTypes.float32 || dtype === dataTypes.complex64) {
    return values instanceof Float32Array ? values : Float32Array.from(values);
  }
  if (size === 1) return values instanceof Uint8Array ? values : Uint8Array.from(values);
  if (size === 2) return Int16Array.from(values);
  return values instanceof Int32Array ? values : Int32Array.from(values);
}
