import { createScope, type Tensors } from '@noprop/core';
import { hostKey, readTensor, tf } from '@noprop/engine';
import { initialToyState, type ToyState } from '@noprop/objectives/testing';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { ScopeOf, TargetNetwork } from './network';

/** For tests: the image shape and classes of a dataset with four pixels and three classes. */
export const four = { image: { height: 2, width: 2, channels: 1 }, classes: 3 } as const;
export const LABELS = [2, 0, 1, 2, 1];

export const fourBatch = () => ({
  images: hostKey(1, 'images').normal([LABELS.length, 2, 2, 1]),
  labels: tf.tensor1d(LABELS, 'int32'),
});

/** Initial parameters with nonzero biases; if `transposed`, the inverses are transposes of the layers. */
export function networkState(network: TargetNetwork, { transposed = false } = {}): ToyState {
  const start = initialToyState({ groups: network.parameterGroups }, 3);
  return Object.fromEntries(
    Object.entries(start).map(([group, { parameters, statistics }]) => {
      const forward = start[group.replace('feedback', 'layer')]?.parameters as Tensors;
      const kernel = transposed && group.startsWith('feedback') ? tf.transpose(forward.kernel as Tensor) : undefined;
      const bias = tf.mul(0.3, hostKey(3, `bias/${group}`).normal((parameters.bias as Tensor).shape));
      return [group, { parameters: { ...parameters, ...(kernel && { kernel }), bias }, statistics }];
    }),
  );
}

export const scopesIn =
  (state: ToyState): ScopeOf =>
  (group) =>
    createScope({ group, ...(state[group] as ToyState[string]), random: hostKey(1, group), training: true }).scope;

export const numbers = (tensor: Tensor): number[] => [...readTensor(tensor)];
