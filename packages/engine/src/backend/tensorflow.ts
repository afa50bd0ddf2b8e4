import type * as TfjsUnion from '@tensorflow/tfjs';
import type { DataType, KernelConfig, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { attributeTypes, typeAttribute } from '../binding/attributes';
import type { Binding, TensorMetadata } from '../binding/binding';
import type { Trace } from '../binding/trace';
import { EngineError } from '../errors';
import { dataTypes } from '../native/data-types';

/** The part of tfjs-node's kernel backend that the engine uses. */
export interface NodeBackend {
  readonly binding: Binding;
  readonly tensorMap: { get(dataId: object): TensorData };
  createOutputTensor(metadata: TensorMetadata): Tensor;
  getInputTensorIds(tensors: readonly TensorInfo[]): number[];
  getDTypeInteger(dtype: DataType): number;
  executeSingleOutput(op: string, attributes: readonly unknown[], inputs: readonly TensorInfo[]): Tensor;
}

interface TensorData {
  shape: number[];
  dtype: number;
  values: Float32Array | Int32Array | Uint8Array | null;
  id: number;
  refCount: number;
  /** The trace that was open when the values were written. */
  writtenIn?: Trace | undefined;
}

type NodeBackendClass = new (binding: Binding, packageName: string) => NodeBackend & TfjsUnion.KernelBackend;

/** The name under which tfjs-node's kernels are registered. */
export const TENSORFLOW = 'tensorflow';

/** Registers tfjs-node's kernels on our binding and returns their backend. */
export function registerTensorflow(tf: typeof TfjsUnion, binding: Binding): NodeBackend {
  restoreNodeUtilities();
  const { NodeJSKernelBackend } = require('@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend') as {
    NodeJSKernelBackend: NodeBackendClass;
  };
  const backend = new (traceable(NodeJSKernelBackend))(binding, 'noprop');
  tf.registerBackend(TENSORFLOW, () => backend, 3);
  require('@tensorflow/tfjs-node-gpu/dist/register_all_kernels');
  tf.unregisterKernel('GatherV2', TENSORFLOW);
  tf.registerKernel(gather);
  return backend;
}

/**
 * tfjs-node copies a tensor's values to the device on first use. If that happens inside a trace, values
 * written before the trace must become the caller's tensor, not a constant of the graph.
 */
function traceable(Base: NodeBackendClass): NodeBackendClass {
  return class extends (Base as new (binding: Binding, name: string) => NodeBackend & Writable) {
    override move(
      dataId: object,
      values: TensorData['values'],
      shape: number[],
      dtype: DataType,
      refCount: number,
    ): void {
      super.move(dataId, values, shape, dtype, refCount);
      this.tensorMap.get(dataId).writtenIn = this.binding.trace;
    }

    override readSync(dataId: object): unknown {
      if (this.binding.trace !== undefined) throw readWhileTracing(this.tensorMap.get(dataId).shape);
      return super.readSync(dataId);
    }

    override getInputTensorIds(tensors: readonly TensorInfo[]): number[] {
      const { trace } = this.binding;
      if (trace !== undefined) {
        for (const { dataId } of tensors) {
          const data = dataId === undefined ? undefined : this.tensorMap.get(dataId);
          if (data === undefined || data.values === null || data.writtenIn === trace) continue;
          data.id = this.binding.createTensorIn(data.writtenIn, data.shape, data.dtype, data.values);
          data.values = null;
        }
      }
      return super.getInputTensorIds(tensors);
    }
  } as unknown as NodeBackendClass;
}

/** Reports a read of a value that does not exist during a trace. */
export function readWhileTracing(shape: readonly number[]): EngineError {
  return new EngineError(
    'read_while_tracing',
    `Cannot read a tensor of shape [${shape.join(', ')}] while tracing a compiled function: ` +
      'its value would be missing or frozen. Return it from the function and read it outside.',
  );
}

interface Writable {
  readSync(dataId: object): unknown;
  move(dataId: object, values: TensorData['values'], shape: number[], dtype: DataType, refCount: number): void;
}

/** Replaces tfjs-node's own kernel, which reads the indices back to check them; TensorFlow checks them itself. */
const gather: KernelConfig = {
  kernelName: 'GatherV2',
  backendName: TENSORFLOW,
  kernelFunc: ({ inputs, attrs, backend }) => {
    const node = backend as NodeBackend;
    const { x, indices } = inputs as { x: TensorInfo; indices: TensorInfo };
    const { axis, batchDims } = attrs as unknown as { axis: number; batchDims: number };
    const attributes = [
      { name: 'batch_dims', type: attributeTypes.int, value: batchDims },
      typeAttribute('Tparams', node.getDTypeInteger(x.dtype)),
      typeAttribute('Tindices', node.getDTypeInteger(indices.dtype)),
      typeAttribute('Taxis', dataTypes.int32),
    ];
    const axisId = node.binding.createTensor([], dataTypes.int32, [axis]);
    try {
      const [result] = node.binding.executeOp(
        'GatherV2',
        attributes,
        [...node.getInputTensorIds([x, indices]), axisId],
        1,
      );
      return node.createOutputTensor(result as TensorMetadata);
    } finally {
      node.binding.deleteTensor(axisId);
    }
  },
};

/** Node 22 deprecated two helpers that tfjs-node still calls, and Node 23 removed one. */
function restoreNodeUtilities(): void {
  const util = require('node:util') as Record<string, unknown>;
  util.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  util.isArray = Array.isArray;
}

/** @throws EngineError `not_tensorflow` if another backend is active */
export function tensorflowBackend(tf: typeof TfjsUnion): NodeBackend {
  if (tf.getBackend() !== TENSORFLOW) {
    throw new EngineError('not_tensorflow', `Expected the tensorflow backend, got ${tf.getBackend()}.`);
  }
  return tf.backend() as unknown as NodeBackend;
}
