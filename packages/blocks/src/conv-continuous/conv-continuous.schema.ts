import { labelOption, trunkOptions, width } from '../shared/trunk/trunk-options';

/** Options of `noprop/conv-continuous`. The defaults match Figure 15; smaller widths suit quick experiments. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  'x-paper': 'fig:15',
  properties: {
    ...trunkOptions,
    hidden: {
      ...width,
      default: 256,
      description: 'Width of the image path, the label path, the time path and the first fused layer.',
    },
    fusion: { ...width, default: 128, description: 'Width of the second fused layer.' },
    label: labelOption,
    timeEmbedding: {
      type: 'integer',
      minimum: 4,
      multipleOf: 2,
      default: 64,
      description: 'Dimension of the time embedding: half sines, half cosines.',
    },
    timeScale: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 1000,
      description:
        'Factor of t in the time embedding: times that differ by about 1 / timeScale get distinct embeddings.',
    },
  },
} as const;
