/** The width of a layer. */
export const width = { type: 'integer', minimum: 1 } as const;

/** Options of the convolutional trunk, shared by all blocks that have one. @paper fig:15 */
export const trunkOptions = {
  channels: {
    type: 'array',
    items: width,
    minItems: 3,
    maxItems: 3,
    default: [32, 64, 128],
    description: 'Channels of the three convolutions.',
  },
  dropout: {
    type: 'number',
    minimum: 0,
    exclusiveMaximum: 1,
    default: 0.2,
    description: 'Fraction of elements dropped after each convolution during training.',
  },
  padding: {
    enum: ['same', 'valid'],
    default: 'same',
    description: 'Padding of the convolutions: same keeps the size, valid adds no padding.',
  },
} as const;

/** How the noised label enters a block. @paper fig:15 */
export const labelOption = {
  enum: ['auto', 'vector', 'image'],
  default: 'auto',
  description:
    'How the noised label is processed: by fully connected layers (vector), by its own convolutional trunk (image), ' +
    'or by the trunk if the embedding has the dimension of the image and by the layers otherwise (auto).',
} as const;
