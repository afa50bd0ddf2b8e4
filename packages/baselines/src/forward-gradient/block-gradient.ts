import type { Tensors } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { throughNorm } from './layer-norm';
import { type BlockTrace, type LayerTrace, ofLayer } from './run-block';

/**
 * The forward gradient of a block's parameters. The slope of the loss in a noised activity is estimated by the
 * derivative along all noise times the noise of that activity. It then goes back exactly through the one normalization
 * between the noise and the linear map, and the gradient of the map is that of a single layer.
 *
 * @param slopes derivatives of the local losses along the noise, B P G
 */
export function blockGradient({ layers }: BlockTrace, slopes: Tensor): Tensors {
  return Object.assign({}, ...layers.map((trace) => layerGradient(trace, slopes))) as Tensors;
}

function layerGradient({ layer, input, normalized, active, noise }: LayerTrace, slopes: Tensor): Tensors {
  if (noise === undefined) throw new Error(`internal: the forward gradient of the layer "${layer.name}" has no noise.`);
  const [batch, tokens, groups] = slopes.shape as [number, number, number];
  // Noise added before the channels are mixed reaches the losses of all groups of its token.
  const reached = layer.reaches === 'all' ? tf.sum(slopes, 2, true) : slopes;
  const moved = tf.reshape(tf.mul(noise, active), [batch, tokens, groups, -1]);
  const estimate = tf.reshape(tf.mul(moved, tf.expandDims(reached, 3)), noise.shape);
  return ofLayer(layer, layer.map.gradient(input, throughNorm(normalized, estimate)));
}
