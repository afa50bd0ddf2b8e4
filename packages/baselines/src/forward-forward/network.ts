import type { Dataset, ParameterGroup, Scope } from '@noprop/core';
import { tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { ContrastOptions } from './contrast';
import { headSpecs } from './head';
import { layerGroups, layerName } from './layers';

/** Options of both variants. */
export interface NetworkOptions extends ContrastOptions {
  readonly hidden: readonly number[];
}

/** The roles that a Forward-Forward program reads and writes, named like the groups. */
export const rolesOf = ({ hidden }: NetworkOptions): readonly string[] => [
  ...hidden.map((_, i) => layerName(i)),
  'head',
];

/** Parameter groups of the hidden layers and the softmax head. */
export function networkGroups(options: NetworkOptions, dataset: Dataset): readonly ParameterGroup[] {
  const { hidden, peerNormalization } = options;
  const head = { name: 'head', parameters: headSpecs(hidden, dataset.classes), statistics: {} };
  return [...layerGroups(valuesOf(dataset), hidden, { peers: peerNormalization > 0 }), head];
}

/** Number of values in an image: H W C. */
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
