import type { Dataset, Initializer, ParameterGroup, ParameterSpecs } from '@noprop/core';
import type { Options } from './forward-gradient';
import { channelMap, groupedMap, type LinearMap, tokenMap } from './linear-map';

/** A linear layer with the normalizations around it. */
export interface MixerLayer {
  readonly name: string;
  readonly map: LinearMap;
  /** Number of channels normalized together, before and after the layer. */
  readonly normWidths: readonly [before: number, after: number];
  /** Whether a channel of this layer affects only the loss of its own group, or those of all groups. */
  readonly reaches: 'own' | 'all';
}

/** A block: layers that are trained by a local loss. */
export interface MixerBlock {
  /** Name of its parameter group. */
  readonly name: string;
  /** Name of the parameter group of its local head. */
  readonly head: string;
  readonly layers: readonly MixerLayer[];
  /** Whether the block's input is added before its last ReLU. */
  readonly residual: boolean;
}

/** The architecture of the forward-gradient baseline. Tokens are B P D: P patches, D channels in G groups of C. */
export interface LocalMixer {
  /** Patches along each side of the image; P is its square. */
  readonly patchesPerSide: number;
  /** G. */
  readonly groups: number;
  /** C = D / G. */
  readonly groupWidth: number;
  readonly blocks: readonly MixerBlock[];
  readonly parameterGroups: readonly ParameterGroup[];
}

/** The name of the output layer's parameter group. */
export const OUTPUT = 'head';

/**
 * LocalMixer: the first block mixes channels, then channels inside groups; each later one mixes tokens first and is
 * residual. Every block has a linear local head; the output layer is a separate head.
 */
export function localMixer(
  { blocks, patches, channels, groups, init }: Omit<Options, 'gradient' | 'lastLayerRate'>,
  { image, classes }: Pick<Dataset, 'image' | 'classes'>,
): LocalMixer {
  const inputs = (image.height * image.width * image.channels) / patches ** 2;
  const sizes = { tokens: patches ** 2, channels, groups, deviation: deviations[init] };
  const all = Array.from({ length: blocks }, (_, i) => blockOf(i, inputs, sizes));
  const heads = all.map(({ head }) => group(head, headSpecs(channels, classes, deviations[init](channels))));
  return {
    patchesPerSide: patches,
    groups,
    groupWidth: channels / groups,
    blocks: all,
    parameterGroups: [
      ...all.map(({ name, layers }) => group(name, layerSpecs(layers))),
      ...heads,
      group(OUTPUT, headSpecs(channels, classes, { kind: 'zeros' })),
    ],
  };
}

const deviations: Readonly<Record<Options['init'], (fanIn: number) => Initializer>> = {
  constant: () => ({ kind: 'normal', deviation: 0.1 }),
  kaiming: (fanIn) => ({ kind: 'normal', deviation: Math.min(2 / Math.sqrt(fanIn), 0.1) }),
};

interface Sizes {
  readonly tokens: number;
  readonly channels: number;
  readonly groups: number;
  readonly deviation: (fanIn: number) => Initializer;
}

function blockOf(index: number, inputs: number, { tokens, channels, groups, deviation }: Sizes): MixerBlock {
  const first = index === 0;
  const width = channels / groups;
  const mixing = layer('tokens', tokenMap(tokens, channels, deviation), [channels, channels], 'all');
  const input = first ? inputs : channels;
  return {
    name: `block/${index + 1}`,
    head: `local-head/${index + 1}`,
    layers: [
      ...(first ? [] : [mixing]),
      layer('channels', channelMap(input, channels, deviation), [input, channels], 'own'),
      layer('groups', groupedMap(groups, channels, deviation), [width, width], 'own'),
    ],
    residual: !first,
  };
}

const layer = (
  name: string,
  map: LinearMap,
  normWidths: MixerLayer['normWidths'],
  reaches: MixerLayer['reaches'],
): MixerLayer => ({ name, map, normWidths, reaches });

const group = (name: string, parameters: ParameterSpecs): ParameterGroup => ({ name, parameters, statistics: {} });

const headSpecs = (channels: number, classes: number, init: Initializer): ParameterSpecs => ({
  kernel: { shape: [channels, classes], init },
  bias: { shape: [classes], init: { kind: 'zeros' } },
});

const layerSpecs = (layers: readonly MixerLayer[]): ParameterSpecs =>
  Object.fromEntries(
    layers.flatMap(({ name, map }) => Object.entries(map.parameters).map(([path, spec]) => [`${name}/${path}`, spec])),
  );
