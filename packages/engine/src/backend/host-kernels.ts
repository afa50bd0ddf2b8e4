import { philoxInto, type Words4 } from '@noprop/core';
import type * as Tfjs from '@tensorflow/tfjs';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { PHILOX_BERNOULLI, PHILOX_BITS, PHILOX_UNIFORM } from './kernel-names';

interface HostBackend {
  readSync(dataId: object): Int32Array;
  write(values: Int32Array | Float32Array | Uint8Array, shape: readonly number[], dtype: string): object;
}

/** Registers the engine's random kernels for backends on the host, drawing the same numbers as libtensorflow. */
export function registerHostKernels(tf: typeof Tfjs, backendName: 'wasm' | 'cpu'): void {
  const register = (kernelName: string, dtype: 'int32' | 'float32' | 'bool', draw: Draw): void =>
    tf.registerKernel(philoxKernel(kernelName, backendName, dtype, draw));
  register(PHILOX_BITS, 'int32', (words, { shape }) => words(sizeOf(shape)));
  register(PHILOX_UNIFORM, 'float32', (words, { shape }) => bitsToUniform(words(sizeOf(shape))));
  register(PHILOX_BERNOULLI, 'bool', (words, { shape, threshold }) => {
    const size = sizeOf(shape);
    const halves = new Int16Array(words(Math.ceil(size / 2)).slice().buffer, 0, size);
    const bits = new Uint8Array(size);
    for (let i = 0; i < size; i++) bits[i] = (halves[i] as number) < threshold - 0x8000 ? 1 : 0;
    return bits;
  });
}

interface Attributes {
  readonly shape: readonly number[];
  readonly threshold: number;
}

type Draw = (words: (count: number) => Int32Array, attributes: Attributes) => Int32Array | Float32Array | Uint8Array;

function philoxKernel(
  kernelName: string,
  backendName: string,
  dtype: 'int32' | 'float32' | 'bool',
  draw: Draw,
): KernelConfig {
  return {
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const host = backend as HostBackend;
      const { key, counter } = inputs as { key: TensorInfo; counter: TensorInfo };
      const attributes = attrs as unknown as Attributes;
      const shape = [...attributes.shape];
      const words = (count: number): Int32Array =>
        philoxWords(host.readSync(key.dataId), host.readSync(counter.dataId), count);
      return { dataId: host.write(draw(words, attributes), shape, dtype), shape, dtype };
    },
  };
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Word i is word i mod 4 of the block at counter + floor(i / 4), as in TensorFlow's stateless ops. */
function philoxWords(key: Int32Array, counter: Int32Array, count: number): Int32Array {
  const blocks = new Int32Array(4 * Math.ceil(count / 4));
  const keyWords = [key[0] as number, key[1] as number] as const;
  const [c0, c1, c2, c3] = counter as unknown as Words4;
  // Most counters start low, so only an overflow of the first word needs the slower carry.
  const overflows = (c0 >>> 0) + count / 4 > 0xffffffff;
  for (let block = 0; 4 * block < count; block++) {
    const words: Words4 = overflows ? counterAt(counter, block) : [(c0 + block) | 0, c1, c2, c3];
    philoxInto(blocks, 4 * block, words, keyWords);
  }
  return blocks.subarray(0, count);
}

/** The counter is a 128-bit number with its lowest word first. */
function counterAt(counter: Int32Array, block: number): Words4 {
  let carry = block;
  const words = counter.map((word) => {
    const sum = (word >>> 0) + carry;
    carry = sum > 0xffffffff ? 1 : 0;
    return sum;
  });
  return words as unknown as Words4;
}

function bitsToUniform(bits: Int32Array): Float32Array {
  const patterns = bits.map((word) => (word & 0x7fffff) | 0x3f800000);
  return new Float32Array(patterns.buffer).map((value) => value - 1);
}
