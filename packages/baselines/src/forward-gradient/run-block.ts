import type { Scope, Tensors } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import { type Normalized, normalize, throughNorm } from './layer-norm';
import type { MixerBlock, MixerLayer } from './local-mixer';

/** A value, and its derivative along the noise drawn so far; undefined without noise. */
export interface Dual {
  readonly value: Tensor;
  readonly tangent: Tensor | undefined;
}

/** The results of a layer that its gradient needs. */
export interface LayerTrace {
  readonly layer: MixerLayer;
  /** The normalized input of the linear map, B P F. */
  readonly input: Tensor;
  /** The normalization of its output. */
  readonly normalized: Normalized;
  /** 1 where the activity is positive, else 0: B P D. */
  readonly active: Tensor;
  /** Noise added to the normalized output, B P D. */
  readonly noise: Tensor | undefined;
}

export interface BlockTrace {
  /** B P D. */
  readonly output: Dual;
  readonly layers: readonly LayerTrace[];
}

/** Draws standard normal noise for a layer, in the shape of its output. */
export type DrawNoise = (layer: string, shape: readonly number[]) => Tensor;

/**
 * Applies a block. If noise is drawn, tangents go forward alongside the values: one Jacobian-vector product for the
 * noise of all layers at once. Noise is only a direction, so it changes no value.
 *
 * Each layer is: normalize, linear, normalize, (+ noise), in the last layer of a residual block + its input, ReLU.
 *
 * @param x B P F, a constant for the block
 */
export function runBlock({ layers, residual }: MixerBlock, scope: Scope, x: Tensor, draw?: DrawNoise): BlockTrace {
  let state: Dual = { value: x, tangent: undefined };
  const traces = layers.map((layer, i) => {
    const added = residual && i === layers.length - 1 ? x : undefined;
    const { output, trace } = runLayer(layer, scope, state, added, draw);
    state = output;
    return trace;
  });
  return { output: state, layers: traces };
}

function runLayer(
  layer: MixerLayer,
  scope: Scope,
  { value, tangent }: Dual,
  added: Tensor | undefined,
  draw: DrawNoise | undefined,
): { readonly output: Dual; readonly trace: LayerTrace } {
  const { map, name, normWidths } = layer;
  const { kernel, bias } = parametersOf(layer, scope);
  const before = normalize(value, normWidths[0]);
  const normalized = normalize(map.apply(before.y, kernel, bias), normWidths[1]);
  const sum = added === undefined ? normalized.y : tf.add(normalized.y, added);
  const active = tf.cast(tf.greater(sum, 0), 'float32');
  const noise = draw?.(name, sum.shape);
  const carried =
    tangent === undefined ? undefined : throughNorm(normalized, map.apply(throughNorm(before, tangent), kernel));
  const moved = carried === undefined || noise === undefined ? (carried ?? noise) : tf.add(carried, noise);
  return {
    output: { value: tf.relu(sum), tangent: moved === undefined ? undefined : tf.mul(moved, active) },
    trace: { layer, input: before.y, normalized, active, noise },
  };
}

function parametersOf({ name }: MixerLayer, scope: Scope): { readonly kernel: Tensor; readonly bias: Tensor } {
  return { kernel: scope.parameter(`${name}/kernel`), bias: scope.parameter(`${name}/bias`) };
}

/** Prefixes the gradients of a layer with its name, to match the parameters of its block. */
export const ofLayer = ({ name }: MixerLayer, gradients: Tensors): Tensors =>
  Object.fromEntries(Object.entries(gradients).map(([path, tensor]) => [`${name}/${path}`, tensor]));
