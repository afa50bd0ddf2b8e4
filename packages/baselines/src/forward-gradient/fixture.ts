import { buildComponent, createScope, type Scope, type Tensors } from '@noprop/core';
import { hostKey, readTensor, tf } from '@noprop/engine';
import { initialToyState, type ToyState, toyParts } from '@noprop/objectives/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { PlainHead, PlainLayer, Tokens } from './doubles';
import { forwardGradient } from './forward-gradient';
import { type LocalMixer, localMixer, type MixerBlock } from './local-mixer';

/** For tests: a mixer of two blocks, four tokens, and two groups of three channels, on the toy images. */
export const options = { blocks: 2, patches: 2, channels: 6, groups: 2, init: 'constant' } as const;
export const mixer: LocalMixer = localMixer(options, toyParts.dataset);

/** Its parameters, with nonzero biases and output layer. Allocates tensors: call it in `tf.tidy` or dispose them. */
export function mixerState(seed: number): ToyState {
  const state = initialToyState(buildComponent(forwardGradient, options, toyParts), seed);
  const moved = (tensors: Tensors, group: string): Tensors =>
    Object.fromEntries(
      Object.entries(tensors).map(([path, tensor]) => {
        const noise = hostKey(seed, `moved/${group}/${path}`).normal(tensor.shape);
        return [path, tf.add(tf.mul(3, tensor), tf.mul(0.3, noise))];
      }),
    );
  return Object.fromEntries(
    Object.entries(state).map(([group, { parameters, statistics }]) => [
      group,
      { parameters: moved(parameters, group), statistics },
    ]),
  );
}

export function scopeOf(state: ToyState, group: string): Scope {
  const tensors = state[group] as ToyState[string];
  return createScope({ group, ...tensors, random: hostKey(1, group), training: true }).scope;
}

const numbers = (tensor: Tensor): number[] => [...readTensor(tensor)];

export const plainLayers = ({ layers }: MixerBlock, scope: Scope): PlainLayer[] =>
  layers.map(({ name, normWidths }) => ({
    name,
    kernel: numbers(scope.parameter(`${name}/kernel`)),
    bias: numbers(scope.parameter(`${name}/bias`)),
    widths: normWidths,
  }));

export const plainHead = (scope: Scope): PlainHead => ({
  kernel: numbers(scope.parameter('kernel')),
  bias: numbers(scope.parameter('bias')),
});

/** One example of a tensor B P F. */
export function plainTokens(tensor: Tensor, example: number): Tokens {
  const [, tokens, width] = tensor.shape as [number, number, number];
  const values = numbers(tensor);
  return Array.from({ length: tokens }, (_, p) => {
    const start = (example * tokens + p) * width;
    return values.slice(start, start + width);
  });
}
