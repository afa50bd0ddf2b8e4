import { labelOption, trunkOptions, width } from '../shared/trunk/trunk-options';

/** Options of `noprop/conv-discrete`. The defaults match Figure 15; smaller widths suit quick experiments. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  'x-paper': 'fig:15',
  properties: {
    ...trunkOptions,
    hidden: {
      ...width,
      default: 256,
      description: 'Width of the image path, the label path and the first fused layer.',
    },
    fusion: { ...width, default: 128, description: 'Width of the second fused layer.' },
    label: labelOption,
  },
} as const;
