/** Supported element types by their names in the format, with their sizes in bytes. */
export const bytesPerElement = { F32: 4, I32: 4, U8: 1 } as const;

/** Element type of a stored tensor: 32-bit float, 32-bit signed integer, or byte. */
export type StoredType = keyof typeof bytesPerElement;

/** A tensor as bytes: row-major, little-endian. */
export interface StoredTensor {
  readonly dtype: StoredType;
  /** Sizes of the axes; empty for a scalar. */
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** A stored tensor with its name, e.g. `block/3/image/conv1/kernel`. */
export interface NamedTensor extends StoredTensor {
  readonly name: string;
}

/** Where a tensor's data is: bytes `begin` (inclusive) to `end` (exclusive), counted from the end of the header. */
export interface TensorPlace {
  readonly dtype: StoredType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/** Narrows a name to a supported element type. */
export function isStoredType(name: string): name is StoredType {
  return Object.hasOwn(bytesPerElement, name);
}

/** Size of a tensor in bytes; undefined if it is too large to be exact. */
export function byteLength(dtype: StoredType, shape: readonly number[]): number | undefined {
  let bytes: number = bytesPerElement[dtype];
  for (const size of shape) {
    bytes *= size;
    if (!Number.isSafeInteger(bytes)) return undefined;
  }
  return bytes;
}
