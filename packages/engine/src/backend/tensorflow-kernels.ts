import type * as Tfjs from '@tensorflow/tfjs';
import type { DataType, KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { typeAttribute } from '../binding/attributes';
import type { TensorMetadata } from '../binding/binding';
import type { GraphCompiler } from '../binding/trace';
import { dataTypes } from '../native/data-types';
import { EMPTY, GATHER_BYTES, PHILOX_BERNOULLI, PHILOX_BITS, PHILOX_UNIFORM, WRITE_ROW } from './kernel-names';
import { type NodeBackend, TENSORFLOW } from './tensorflow';

/** Registers the engine's own kernels on libtensorflow. They also run inside graph functions and under XLA. */
export function registerTensorflowKernels(tf: typeof Tfjs): void {
  for (const [kernelName, run] of Object.entries(kernels)) {
    const kernelFunc: KernelConfig['kernelFunc'] = ({ inputs, attrs, backend }) => {
      const node = backend as NodeBackend;
      const ops = new Ops(node);
      let kept: number | undefined;
      try {
        const [result, dtype] = run(ops, inputs as Record<string, TensorInfo>, attrs as unknown as Attributes);
        kept = result;
        const { shape } = node.binding.entry(result);
        return node.createOutputTensor({ id: result, shape, dtype });
      } finally {
        ops.release(kept);
      }
    };
    tf.registerKernel({ kernelName, backendName: TENSORFLOW, kernelFunc });
  }
}

type Kernel = (ops: Ops, inputs: Record<string, TensorInfo>, attrs: Attributes) => readonly [number, number];

interface Attributes {
  readonly shape: number[];
  readonly threshold: number;
  readonly dtype: DataType;
}

const { bool, float32, int16, int32, uint8, uint64 } = dataTypes;

const philoxBits = (ops: Ops, { key, counter }: Record<string, TensorInfo>, shape: number[]): number => {
  const key64 = ops.run(
    'Bitcast',
    [
      ['T', int32],
      ['type', uint64],
    ],
    [ops.reshape(ops.input(key), [1, 2])],
  );
  const counter64 = ops.run(
    'Bitcast',
    [
      ['T', int32],
      ['type', uint64],
    ],
    [ops.reshape(ops.input(counter), [2, 2])],
  );
  return ops.run(
    'StatelessRandomUniformFullIntV2',
    [
      ['dtype', int32],
      ['Tshape', int32],
    ],
    [ops.ints(shape), key64, counter64, ops.constant([], [PHILOX])],
  );
};

/** RNG_ALG_PHILOX */
const PHILOX = 1;

const kernels: Record<string, Kernel> = {
  [PHILOX_BITS]: (ops, inputs, { shape }) => [philoxBits(ops, inputs, shape), int32],

  // 23 random bits as the mantissa of a float in [1, 2), minus 1.
  [PHILOX_UNIFORM]: (ops, inputs, { shape }) => {
    const mantissa = ops.run(
      'BitwiseAnd',
      [['T', int32]],
      [philoxBits(ops, inputs, shape), ops.constant([], [0x7fffff])],
    );
    const pattern = ops.run('BitwiseOr', [['T', int32]], [mantissa, ops.constant([], [0x3f800000])]);
    const fromOne = ops.run(
      'Bitcast',
      [
        ['T', int32],
        ['type', float32],
      ],
      [pattern],
    );
    return [ops.run('Sub', [['T', float32]], [fromOne, ops.constant([], [1], float32)]), float32];
  },

  // Two draws of 16 bits from each word.
  [PHILOX_BERNOULLI]: (ops, inputs, { shape, threshold }) => {
    const size = shape.reduce((a, b) => a * b, 1);
    const words = Math.ceil(size / 2);
    const halves = ops.run(
      'Bitcast',
      [
        ['T', int32],
        ['type', int16],
      ],
      [philoxBits(ops, inputs, [words])],
    );
    const flat = ops.reshape(halves, [2 * words], int16);
    const used = size === 2 * words ? flat : ops.slice(flat, size, int16);
    const limit = ops.constant([], [threshold - 0x8000], int16);
    return [ops.run('Less', [['T', int16]], [ops.reshape(used, shape, int16), limit]), bool];
  },

  // Empty has side effects, so it is never folded into a constant that a later in-place write would change.
  [EMPTY]: (ops, _inputs, { shape, dtype }) => {
    const type = ops.typeOf(dtype);
    return [ops.run('Empty', [['dtype', type]], [ops.ints(shape)]), type];
  },

  [WRITE_ROW]: (ops, { tensor, index, row }) => {
    const type = ops.typeOf((tensor as TensorInfo).dtype);
    const rows = ops.reshape(ops.input(row), [1, ...(row as TensorInfo).shape], type);
    if (ops.compiler === 'xla') {
      // XLA has no InplaceUpdate; it decides by itself whether a scatter can run in place.
      const types = [
        ['T', type],
        ['Tindices', int32],
      ] as const;
      const indices = ops.reshape(ops.input(index), [1, 1]);
      return [ops.run('TensorScatterUpdate', types, [ops.input(tensor), indices, rows]), type];
    }
    const indices = ops.reshape(ops.input(index), [1]);
    return [ops.run('InplaceUpdate', [['T', type]], [ops.input(tensor), indices, rows]), type];
  },

  [GATHER_BYTES]: (ops, { bytes, indices }) => {
    const axis = ops.constant([], [0]);
    const rows = ops.run(
      'GatherV2',
      [
        ['Tparams', uint8],
        ['Tindices', int32],
        ['Taxis', int32],
      ],
      [ops.input(bytes), ops.input(indices), axis],
    );
    return [
      ops.run(
        'Cast',
        [
          ['SrcT', uint8],
          ['DstT', float32],
        ],
        [rows],
      ),
      float32,
    ];
  },
};

/** Chains TF ops inside one kernel and frees the intermediate tensors. */
class Ops {
  readonly #node: NodeBackend;
  readonly #temporary: number[] = [];

  constructor(node: NodeBackend) {
    this.#node = node;
  }

  input(info: TensorInfo | undefined): number {
    return this.#node.getInputTensorIds([info as TensorInfo])[0] as number;
  }

  /** The compiler of the function being traced. */
  get compiler(): GraphCompiler | undefined {
    return this.#node.binding.trace?.compiler;
  }

  typeOf(dtype: DataType): number {
    return this.#node.getDTypeInteger(dtype);
  }

  run(op: string, types: readonly (readonly [string, number])[], inputs: readonly number[]): number {
    const attributes = types.map(([name, value]) => typeAttribute(name, value));
    const [result] = this.#node.binding.executeOp(op, attributes, inputs, 1);
    return this.#keep((result as TensorMetadata).id);
  }

  constant(shape: number[], values: number[], dtype: number = int32): number {
    return this.#keep(this.#node.binding.createTensor(shape, dtype, values));
  }

  ints(values: number[]): number {
    return this.constant([values.length], values);
  }

  reshape(id: number, shape: number[], dtype: number = int32): number {
    return this.run(
      'Reshape',
      [
        ['T', dtype],
        ['Tshape', int32],
      ],
      [id, this.ints(shape)],
    );
  }

  /** The first `size` elements of a vector. */
  slice(id: number, size: number, dtype: number): number {
    return this.run(
      'Slice',
      [
        ['T', dtype],
        ['Index', int32],
      ],
      [id, this.ints([0]), this.ints([size])],
    );
  }

  /** Frees every tensor created so far except `result`. */
  release(result: number | undefined): void {
    for (const id of this.#temporary) if (id !== result) this.#node.binding.deleteTensor(id);
  }

  #keep(id: number): number {
    this.#temporary.push(id);
    return id;
  }
}
