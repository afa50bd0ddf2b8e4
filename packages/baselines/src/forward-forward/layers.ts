import type { Initializer, ParameterGroup, ParameterSpecs, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';

/** Avoids dividing a row of zeros by zero; far below the root mean square of any activity. */
const EPSILON = 1e-8;

/** Initial running mean activity in Hinton's released code. */
const MEAN_ACTIVITY = 0.5;

/** The inputs and activities of a forward pass, layer by layer. */
export interface Passed {
  /** The input of each layer at root mean square 1, B N, and last the input that a further layer would get. */
  readonly inputs: readonly Tensor[];
  /** The activities before normalization, B N. */
  readonly activities: readonly Tensor[];
}

/** One parameter group per layer, `layer/1` to `layer/L`; statistics hold the mean activities of peer normalization. */
export function layerGroups(
  pixels: number,
  hidden: readonly number[],
  { peers }: { readonly peers: boolean },
): readonly ParameterGroup[] {
  return hidden.map((units, i) => {
    const fanIn = i === 0 ? pixels : (hidden[i - 1] as number);
    const init: Initializer = { kind: 'values', values: Array<number>(units).fill(MEAN_ACTIVITY) };
    const statistics: ParameterSpecs = peers ? { mean: { shape: [units], init } } : {};
    return {
      name: layerName(i),
      parameters: {
        kernel: { shape: [fanIn, units], init: { kind: 'normal', deviation: 1 / Math.sqrt(fanIn) } },
        bias: { shape: [units], init: { kind: 'zeros' } },
      },
      statistics,
    };
  });
}

/** The group of the hidden layer at `index`, counted from 0. */
export const layerName = (index: number): string => `layer/${index + 1}`;

/**
 * One pass through the hidden layers, each a ReLU of a linear map. A layer gets the direction of the activities below
 * it but not their length, which is the goodness by which the layer below decided.
 *
 * @param x B N
 */
export function runLayers(layers: readonly Scope[], x: Tensor): Passed {
  const inputs = [normalized(x)];
  const activities = layers.map((layer, i) => {
    const sums = tf.matMul(inputs[i] as Tensor2D, layer.parameter('kernel') as Tensor2D);
    const activity = tf.relu(tf.add(sums, layer.parameter('bias')));
    inputs.push(normalized(activity));
    return activity;
  });
  return { inputs, activities };
}

/** Rows at root mean square 1: x / sqrt(mean_j x_j^2), without subtracting the mean. */
export function normalized(x: Tensor): Tensor {
  return tf.div(x, tf.add(tf.sqrt(tf.mean(tf.square(x), 1, true)), EPSILON));
}

/** Splits a pass over two concatenated batches into the passes of each. */
export function halves({ inputs, activities }: Passed): readonly [Passed, Passed] {
  const pick = (tensors: readonly Tensor[], half: 0 | 1): Tensor[] =>
    tensors.map((tensor) => {
      const size = (tensor.shape[0] as number) / 2;
      return tf.slice(tensor, [half * size, 0], [size, -1]);
    });
  return [
    { inputs: pick(inputs, 0), activities: pick(activities, 0) },
    { inputs: pick(inputs, 1), activities: pick(activities, 1) },
  ];
}
