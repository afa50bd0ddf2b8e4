import type { DataType } from '@tensorflow/tfjs-core';

/** TF_DataType values that the project uses. */
export const dataTypes = {
  float32: 1,
  int32: 3,
  uint8: 4,
  int16: 5,
  string: 7,
  complex64: 8,
  int64: 9,
  bool: 10,
  resource: 20,
  uint64: 23,
} as const;

/** Bytes per element, by TF_DataType; strings and resources are not supported. */
export const bytesPerElement: Readonly<Record<number, number>> = {
  [dataTypes.float32]: 4,
  [dataTypes.int32]: 4,
  [dataTypes.uint8]: 1,
  [dataTypes.int16]: 2,
  [dataTypes.complex64]: 8,
  [dataTypes.int64]: 8,
  [dataTypes.bool]: 1,
  [dataTypes.uint64]: 8,
};

/** TF_DataType of a tfjs dtype. */
export function dataTypeOf(dtype: DataType): number {
  return dataTypes[dtype];
}

/** Name of a TF_DataType, for messages. */
export function dataTypeName(value: number): string {
  return Object.entries(dataTypes).find(([, number]) => number === value)?.[0] ?? `type ${value}`;
}
