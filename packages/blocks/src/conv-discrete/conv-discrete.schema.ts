const width = { type: 'integer', minimum: 1 } as const;

/** Options of `noprop/conv-discrete`. The defaults are the figure's; smaller ones make quick experiments. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  'x-paper': 'fig:15',
  properties: {
    channels: {
      type: 'array',
      items: width,
      minItems: 3,
      maxItems: 3,
      default: [32, 64, 128],
      description: 'Channels of the three convolutions.',
    },
    hidden: {
      ...width,
      default: 256,
      description: 'Width of the image path, the label path and the first fused layer.',
    },
    fusion: { ...width, default: 128, description: 'Width of the second fused layer.' },
    dropout: {
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      default: 0.2,
      description: 'Share of elements dropped after each convolution while training.',
    },
    padding: {
      enum: ['same', 'valid'],
      default: 'same',
      description: 'Padding of the convolutions: same keeps the size, valid pads nothing.',
    },
  },
} as const;
