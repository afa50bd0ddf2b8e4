import type * as Tfjs from '@tensorflow/tfjs';
import type { KernelConfig, Tensor, Tensor4D, TensorInfo } from '@tensorflow/tfjs-core';

/**
 * Fixes TensorFlow.js 4.22's wasm backend for training. Its `MaxPoolGrad` is wrong wherever a window's
 * maximum is not positive, `Conv2DBackpropFilter` and `UnsortedSegmentSum` (the gradient of gather) are
 * missing, and `Cast` to bool keeps the low byte. Two kernels are correct but ten times slower than
 * necessary: `Conv2DBackpropInput`, and `BatchMatMul` of transposed matrices.
 */
export function repairWasm(tf: typeof Tfjs): void {
  const replace = (kernelName: string, run: Run): void => {
    const original = tf.getKernel(kernelName, 'wasm') as KernelConfig | undefined;
    if (original !== undefined) tf.unregisterKernel(kernelName, 'wasm');
    const kernelFunc: KernelConfig['kernelFunc'] = (call) => {
      const { inputs, attrs, backend } = call as unknown as Call;
      return run(tf, inputs, attrs, backend) ?? (original as KernelConfig).kernelFunc(call);
    };
    tf.registerKernel({ ...original, kernelName, backendName: 'wasm', kernelFunc });
  };
  replace('Cast', cast);
  replace('MaxPoolGrad', maxPoolGrad);
  replace('UnsortedSegmentSum', segmentSum);
  replace('Conv2DBackpropFilter', filterGradient);
  replace('Conv2DBackpropInput', inputGradient);
  replace('BatchMatMul', product);
}

/** Returns the result, or undefined to use the backend's own kernel. */
type Run = (tf: typeof Tfjs, inputs: Inputs, attrs: Attributes, backend: Heap) => TensorInfo | undefined;

interface Call {
  readonly inputs: Inputs;
  readonly attrs: Attributes;
  readonly backend: Heap;
}

type Inputs = Record<'a' | 'b' | 'dy' | 'filter' | 'input' | 'segmentIds' | 'x', TensorInfo>;

interface Attributes {
  readonly dtype: string;
  readonly filterSize: [number, number] | number;
  readonly filterShape: Shape4;
  readonly inputShape: Shape4;
  readonly numSegments: number;
  readonly strides: [number, number] | number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly pad: Padding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Shape4 = [number, number, number, number];
type Padding = 'same' | 'valid' | number | Tfjs.backend_util.ExplicitPadding;

/** The part of tfjs's wasm backend that the kernels use. */
interface Heap {
  makeOutput(shape: readonly number[], dtype: string): TensorInfo;
  /** A view of the values in the heap, valid until the next allocation. */
  typedArrayFromHeap(info: TensorInfo): Float32Array;
}

const cast: Run = (_tf, { x }, { dtype }, backend) => {
  if (dtype !== 'bool') return undefined;
  const result = backend.makeOutput(x.shape, dtype);
  const bits = backend.typedArrayFromHeap(result);
  backend.typedArrayFromHeap(x).forEach((value, i) => {
    bits[i] = value === 0 ? 0 : 1;
  });
  return result;
};

/** Each output passes its gradient to the first of the largest elements in its window. */
const maxPoolGrad: Run = (tf, { dy, input }, { filterSize, strides, pad, dimRoundingMode }, backend) => {
  const info = tf.backend_util.computePool2DInfo(input.shape as Shape4, filterSize, strides, 1, pad, dimRoundingMode);
  const { batchSize, inChannels, inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth, padInfo } = info;
  const result = backend.makeOutput(input.shape, 'float32');
  const dx = backend.typedArrayFromHeap(result).fill(0);
  const [x, gradient] = [backend.typedArrayFromHeap(input), backend.typedArrayFromHeap(dy)];
  const largest = new Int32Array(inChannels);
  for (let cell = 0; cell < batchSize * outHeight * outWidth; cell++) {
    const row = (Math.floor(cell / outWidth) % outHeight) * strideHeight - padInfo.top;
    const column = (cell % outWidth) * strideWidth - padInfo.left;
    const image = Math.floor(cell / (outHeight * outWidth)) * inHeight;
    largest.fill(-1);
    for (let y = Math.max(row, 0); y < Math.min(row + info.effectiveFilterHeight, inHeight); y++) {
      for (let z = Math.max(column, 0); z < Math.min(column + info.effectiveFilterWidth, inWidth); z++) {
        const start = ((image + y) * inWidth + z) * inChannels;
        for (let c = 0; c < inChannels; c++) {
          const best = largest[c] as number;
          if (best < 0 || (x[start + c] as number) > (x[best] as number)) largest[c] = start + c;
        }
      }
    }
    for (let c = 0; c < inChannels; c++) {
      const at = largest[c] as number;
      if (at >= 0) dx[at] = (dx[at] as number) + (gradient[cell * inChannels + c] as number);
    }
  }
  return result;
};

/** Adds each row to the row given by its id; drops rows whose id is out of range. */
const segmentSum: Run = (tf, { x, segmentIds }, { numSegments }, backend) => {
  const rowShape = x.shape.slice(segmentIds.shape.length);
  const size = tf.util.sizeFromShape(rowShape);
  const result = backend.makeOutput([numSegments, ...rowShape], x.dtype);
  const sums = backend.typedArrayFromHeap(result).fill(0);
  const values = backend.typedArrayFromHeap(x);
  backend.typedArrayFromHeap(segmentIds).forEach((id, row) => {
    if (id < 0 || id >= numSegments) return;
    for (let i = 0; i < size; i++) {
      sums[id * size + i] = (sums[id * size + i] as number) + (values[row * size + i] as number);
    }
  });
  return result;
};

/**
 * The gradient of a filter is itself a convolution: of the images, with their channels as the batch, by
 * the output gradients, dilated by the stride.
 */
const filterGradient: Run = (tf, { x, dy }, { strides, pad, filterShape, dimRoundingMode }) =>
  tf.tidy(() => {
    const info = tf.backend_util.computeConv2DInfo(x.shape as Shape4, filterShape, strides, 1, pad, dimRoundingMode);
    const { inHeight, inWidth, strideHeight, strideWidth, padInfo } = info;
    // The number of rows and columns that the windows cover.
    const rows = (info.outHeight - 1) * strideHeight + info.filterHeight;
    const columns = (info.outWidth - 1) * strideWidth + info.filterWidth;
    const below = Math.max(0, rows - padInfo.top - inHeight);
    const right = Math.max(0, columns - padInfo.left - inWidth);
    const padded = tf.pad(x as Tensor4D, [
      [0, 0],
      [padInfo.top, below],
      [padInfo.left, right],
      [0, 0],
    ]);
    const images = tf.transpose(tf.slice(padded, [0, 0, 0, 0], [-1, rows, columns, -1]), [3, 1, 2, 0]);
    const gradients = tf.transpose(dy as Tensor4D, [1, 2, 0, 3]);
    const product = tf.conv2d(images, gradients, 1, 'valid', 'NHWC', [strideHeight, strideWidth]);
    return tf.transpose(product, [1, 2, 0, 3]);
  });

/** At stride 1, the gradient of the images is a convolution of `dy` with the filter rotated by 180 degrees. */
const inputGradient: Run = (tf, { dy, filter }, { strides, pad, inputShape, dimRoundingMode }) => {
  const shape = filter.shape as Shape4;
  const info = tf.backend_util.computeConv2DInfo(inputShape, shape, strides, 1, pad, dimRoundingMode);
  const { top, bottom, left, right } = info.padInfo;
  const rows = [info.filterHeight - 1 - top, info.filterHeight - 1 - bottom] as [number, number];
  const columns = [info.filterWidth - 1 - left, info.filterWidth - 1 - right] as [number, number];
  if (info.strideHeight !== 1 || info.strideWidth !== 1 || Math.min(...rows, ...columns) < 0) return undefined;
  return tf.tidy(() => {
    const padded = tf.pad(dy as Tensor4D, [[0, 0], rows, columns, [0, 0]]);
    const turned = tf.transpose(tf.reverse(filter as Tensor4D, [0, 1]), [0, 1, 3, 2]);
    return tf.conv2d(padded, turned, 1, 'valid');
  });
};

/** The backend's matrix product is fast only without transposition, so matrices are transposed first. */
const product: Run = (tf, { a, b }, { transposeA, transposeB }) => {
  if (!transposeA && !transposeB) return undefined;
  const turned = (x: TensorInfo, turn: boolean): Tensor => {
    const axes = x.shape.map((_, axis) => axis);
    return turn ? tf.transpose(x as Tensor, [...axes.slice(0, -2), ...axes.slice(-2).reverse()]) : (x as Tensor);
  };
  return tf.tidy(() => tf.matMul(turned(a, transposeA), turned(b, transposeB)));
};
