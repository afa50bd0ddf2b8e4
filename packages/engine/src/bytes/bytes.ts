import type { Tensor } from '@tensorflow/tfjs-core';
import { GATHER_BYTES } from '../backend/kernel-names';
import { tensorflowBackend } from '../backend/tensorflow';
import { EngineError } from '../errors';
import { dataTypes } from '../native/data-types';
import { requireState } from '../state';
import { tf } from '../tf';

/** Bytes on the device, e.g. a whole dataset, in a quarter of the memory of float32. */
export interface ByteTensor {
  readonly shape: readonly number[];
  /**
   * Gathers rows by index, as float32 from 0 to 255. Works inside compiled functions.
   *
   * @param indices int32 [B]
   * @returns float32 with shape B followed by the shape's other axes
   */
  gather(indices: Tensor): Tensor;
  dispose(): void;
}

/** Copies bytes to the device. */
export function createBytes(data: Uint8Array, shape: readonly number[]): ByteTensor {
  const size = shape.reduce((a, b) => a * b, 1);
  if (data.length !== size)
    throw new Error(`Expected ${size} bytes for shape [${shape.join(', ')}], got ${data.length}.`);
  return requireState().binding === undefined ? hostBytes(data, shape) : deviceBytes(data, shape);
}

function deviceBytes(data: Uint8Array, shape: readonly number[]): ByteTensor {
  const backend = tensorflowBackend(tf);
  const id = backend.binding.createEagerTensor([...shape], dataTypes.uint8, data);
  // tfjs has no uint8; only the gather kernel ever sees this tensor.
  const bytes = tf.keep(backend.createOutputTensor({ id, shape: [...shape], dtype: dataTypes.uint8 }));
  return {
    shape,
    gather: (indices) => tf.engine().runKernel(GATHER_BYTES, { bytes, indices }) as Tensor,
    dispose: () => bytes.dispose(),
  };
}

/** For backends whose device is the host. */
function hostBytes(data: Uint8Array, shape: readonly number[]): ByteTensor {
  const rowShape = shape.slice(1);
  const rowSize = rowShape.reduce((a, b) => a * b, 1);
  return {
    shape,
    gather: (indices) => {
      const rows = indices.dataSync();
      const values = new Float32Array(rows.length * rowSize);
      const outside = rows.findIndex((row) => row < 0 || row >= (shape[0] as number));
      if (outside >= 0) throw outOfRange(outside, rows[outside] as number, shape);
      for (const [i, row] of rows.entries()) values.set(data.subarray(row * rowSize, (row + 1) * rowSize), i * rowSize);
      return tf.tensor(values, [rows.length, ...rowShape]);
    },
    dispose: () => undefined,
  };
}

/** Uses libtensorflow's wording. */
function outOfRange(position: number, row: number, shape: readonly number[]): EngineError {
  const op = 'GatherV2';
  const message = `${op} of uint8 [${shape.join(', ')}] failed: indices[${position}] = ${row} is not in [0, ${shape[0]})`;
  return new EngineError('op_failed', message, { op });
}
