import type { Initializer, ParameterSpecs, Tensors } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { linearGradient } from '../shared/linear-gradient';

/** A linear layer with bias on tokens B P F, computed as rows times a kernel. */
export interface LinearMap {
  readonly parameters: ParameterSpecs;
  /** Number of input and output channels. */
  readonly widths: readonly [input: number, output: number];
  /** Applies the layer. Without the bias it is its own derivative, and so maps tangents. */
  apply(x: Tensor, kernel: Tensor, bias?: Tensor): Tensor;
  /** Gradients of kernel and bias from the slope in the output, summed over examples and tokens. */
  gradient(x: Tensor, slope: Tensor): Tensors;
}

type Deviation = (fanIn: number) => Initializer;

/** Mixes the channels of each token: kernel F D. */
export function channelMap(input: number, output: number, init: Deviation): LinearMap {
  const parameters = specs([input, output], [output], init(input));
  return linearMap(parameters, [input, output], (x) => tf.reshape(x, [-1, x.shape[2] as number]), reshaped);
}

/** Mixes tokens, in the same way for each channel: kernel P P. */
export function tokenMap(tokens: number, channels: number, init: Deviation): LinearMap {
  const parameters = specs([tokens, tokens], [tokens], init(tokens));
  return linearMap(
    parameters,
    [channels, channels],
    (x) => tf.reshape(tf.transpose(x, [0, 2, 1]), [-1, tokens]),
    (rows, [batch]) => tf.transpose(tf.reshape(rows, [batch, channels, tokens]), [0, 2, 1]),
  );
}

/** Mixes the channels inside each group of each token: kernel G C C, one matrix per group. */
export function groupedMap(groups: number, channels: number, init: Deviation): LinearMap {
  const width = channels / groups;
  const parameters = specs([groups, width, width], [groups, width], init(width));
  return linearMap(
    parameters,
    [channels, channels],
    (x) => tf.transpose(tf.reshape(x, [-1, groups, width]), [1, 0, 2]),
    (rows, shape) => tf.reshape(tf.transpose(rows, [1, 0, 2]), [...shape]),
  );
}

type Shape = readonly [batch: number, tokens: number, channels: number];

function linearMap(
  parameters: ParameterSpecs,
  widths: LinearMap['widths'],
  rowsOf: (x: Tensor) => Tensor,
  tokensOf: (rows: Tensor, shape: Shape) => Tensor,
): LinearMap {
  return {
    parameters,
    widths,
    apply: (x, kernel, bias) => {
      const rows = tf.matMul(rowsOf(x), kernel);
      const [batch, tokens] = x.shape as unknown as Shape;
      // All rows of a group share its bias: G C becomes G 1 C.
      return tokensOf(bias === undefined ? rows : tf.add(rows, tf.expandDims(bias, -2)), [batch, tokens, widths[1]]);
    },
    gradient: (x, slope) => linearGradient(rowsOf(x), rowsOf(slope)),
  };
}

const reshaped = (rows: Tensor, shape: Shape): Tensor => tf.reshape(rows, [...shape]);

function specs(kernel: readonly number[], bias: readonly number[], init: Initializer): ParameterSpecs {
  return { kernel: { shape: kernel, init }, bias: { shape: bias, init: { kind: 'zeros' } } };
}
