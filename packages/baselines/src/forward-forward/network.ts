import type { Dataset, ParameterGroup, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { ContrastOptions } from './contrast';
import { headSpecs } from './head';
import { layerGroups, layerName } from './layers';

/** Options of either variant. */
export interface NetworkOptions extends ContrastOptions {
  readonly hidden: readonly number[];
}

/** Names of the roles that a program of Forward-Forward reads and writes; they are the groups' own. */
export const rolesOf = ({ hidden }: NetworkOptions): readonly string[] => [
  ...hidden.map((_, i) => layerName(i)),
  'head',
];

/** The hidden layers and the softmax head. */
export function networkGroups(options: NetworkOptions, dataset: Dataset): readonly ParameterGroup[] {
  const { hidden, peerNormalization } = options;
  const head = { name: 'head', parameters: headSpecs(hidden, dataset.classes), statistics: {} };
  return [...layerGroups(valuesOf(dataset), hidden, { peers: peerNormalization > 0 }), head];
}

/** Numbers that an image is made of: H W C. */
export const valuesOf = ({ image: { height, width, channels } }: Dataset): number => height * width * channels;

/** Images as rows, B HWC. */
export const asRows = (images: Tensor): Tensor => tf.reshape(images, [images.shape[0] as number, -1]);

/** Scopes of the hidden layers, in order, and of the head. */
export function scopesOfNetwork(
  scopes: Readonly<Record<string, Scope>>,
  { hidden }: NetworkOptions,
): { readonly layers: readonly Scope[]; readonly head: Scope } {
  return { layers: hidden.map((_, i) => scopes[layerName(i)] as Scope), head: scopes.head as Scope };
}
