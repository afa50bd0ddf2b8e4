import type { Scope, Tensors } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { linearGradient } from '../shared/linear-gradient';
import { goodness, margin, negativeAscent, negativeTerm, positiveAscent, positiveTerm } from './goodness';
import type { Passed } from './layers';
import { peerAscent } from './peers';

export interface ContrastOptions {
  /** Goodness threshold per unit. */
  readonly theta: number;
  readonly peerNormalization: number;
}

/** What the layers learn from positive and negative data. */
export interface Contrast {
  /** Of each layer, in order. */
  readonly gradients: readonly Tensors[];
  /** Sums over the layers. */
  readonly positive: Tensor;
  readonly negative: Tensor;
  /** Share of pairs whose positive example has more goodness, summed over all layers, than the negative one. */
  readonly ordered: Tensor;
}

/**
 * The gradient of each layer, computed from its own inputs and activities alone, so that no loss reaches another layer.
 * It is half the gradient of the loss, as in Hinton's code, see {@link positiveAscent}.
 */
export function contrast(
  layers: readonly Scope[],
  positive: Passed,
  negative: Passed,
  { theta, peerNormalization }: ContrastOptions,
): Contrast {
  const each = layers.map((layer, i) => {
    const [high, low] = [positive.activities[i], negative.activities[i]] as [Tensor, Tensor];
    const margins = { high: margin(high, theta), low: margin(low, theta) };
    const up = positiveAscent(high, margins.high);
    const peers = peerNormalization === 0 ? up : tf.add(up, peerAscent(layer, high, peerNormalization));
    const ascent = tf.concat([peers, negativeAscent(low, margins.low)]);
    const input = tf.concat([positive.inputs[i] as Tensor, negative.inputs[i] as Tensor]);
    return {
      gradients: descent(input, ascent),
      positive: positiveTerm(margins.high),
      negative: negativeTerm(margins.low),
      above: tf.sub(goodness(high), goodness(low)),
    };
  });
  const total = (pick: (layer: (typeof each)[number]) => Tensor): Tensor => tf.addN(each.map(pick));
  return {
    gradients: each.map(({ gradients }) => gradients),
    positive: total((layer) => layer.positive),
    negative: total((layer) => layer.negative),
    ordered: tf.mean(
      tf.cast(
        tf.greater(
          total(({ above }) => above),
          0,
        ),
        'float32',
      ),
    ),
  };
}

/** Gradients of a linear map for descent, from the ascent of its outputs, averaged over the pairs of the batch. */
function descent(input: Tensor, ascent: Tensor): Tensors {
  const pairs = (input.shape[0] as number) / 2;
  return linearGradient(input, tf.mul(-1 / pairs, ascent));
}
