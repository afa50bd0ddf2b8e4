import type { Tensor } from '@tensorflow/tfjs-core';
import { readWhileTracing, tensorflowBackend } from './backend/tensorflow';
import { requireState } from './state';
import { tf } from './tf';

/** A tensor's values, copied to the host. */
export function readTensor(tensor: Tensor): Float32Array | Int32Array | Uint8Array {
  return tensor.dataSync() as Float32Array | Int32Array | Uint8Array;
}

/** A tensor's raw bytes, on loan. */
export interface Borrowed {
  /** Valid until `release`; must not be written to. */
  readonly bytes: Uint8Array;
  release(): void;
}

/** Lends a tensor's raw bytes, without a copy if the backend is native. */
export function borrowBytes(tensor: Tensor): Borrowed {
  const { binding } = requireState();
  if (binding === undefined) {
    const values = readTensor(tensor);
    return { bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength), release: () => undefined };
  }
  if (binding.trace !== undefined) throw readWhileTracing(tensor.shape);
  const [id] = tensorflowBackend(tf).getInputTensorIds([tensor]) as [number];
  return binding.borrow(id);
}
