import type { Dataset, ParameterGroup, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import { headLogits } from '@noprop/objectives';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Activation } from './activation';

/** L hidden layers f_1..f_L, an output layer, and for l = 2..L an inverse g_l that maps h_l back to h_{l-1}. */
export interface TargetNetwork {
  /** L. */
  readonly depth: number;
  readonly activation: Activation;
  readonly parameterGroups: readonly ParameterGroup[];
}

/** Looks up the scope of a parameter group. */
export type ScopeOf = (group: string) => Scope;

export const OUTPUT = 'output';
export const layerName = (l: number): string => `layer/${l}`;
export const feedbackName = (l: number): string => `feedback/${l}`;

/** Names of the hidden layers' groups, 1 to L. */
export const layerNames = ({ depth }: TargetNetwork): readonly string[] => range(1, depth).map(layerName);
/** Names of the inverses' groups, 2 to L. */
export const feedbackNames = ({ depth }: TargetNetwork): readonly string[] => range(2, depth).map(feedbackName);

export function targetNetwork(
  hidden: readonly number[],
  { image, classes }: Pick<Dataset, 'image' | 'classes'>,
  activation: Activation,
): TargetNetwork {
  const widths = [image.height * image.width * image.channels, ...hidden];
  const at = (l: number): number => widths[l] as number;
  const depth = hidden.length;
  return {
    depth,
    activation,
    parameterGroups: [
      ...range(1, depth).map((l) => linear(layerName(l), at(l - 1), at(l))),
      ...range(2, depth).map((l) => linear(feedbackName(l), at(l), at(l - 1))),
      linear(OUTPUT, at(depth), classes),
    ],
  };
}

/** h_0..h_L: the images B H W C as B F, and the activities of each layer. */
export function activitiesOf({ depth, activation }: TargetNetwork, scopeOf: ScopeOf, images: Tensor): Tensor[] {
  const activities = [tf.reshape(images, [images.shape[0] as number, -1])];
  for (const l of range(1, depth)) {
    activities.push(applyLayer(activation, scopeOf(layerName(l)), activities[l - 1] as Tensor));
  }
  return activities;
}

/** Applies f_l, or g_l for the scope of an inverse: B F -> B D. */
export function applyLayer(activation: Activation, scope: Scope, x: Tensor): Tensor {
  return activation.apply(headLogits(scope, x));
}

export const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

function linear(name: string, inputs: number, outputs: number): ParameterGroup {
  return {
    name,
    parameters: {
      kernel: { shape: [inputs, outputs], init: { kind: 'orthogonal' } },
      bias: { shape: [outputs], init: { kind: 'zeros' } },
    },
    statistics: {},
  };
}
