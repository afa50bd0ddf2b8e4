/** The width of a layer. */
export const width = { type: 'integer', minimum: 1 } as const;

/** Options of the convolutional trunk, as every block with one offers them. @paper fig:15 */
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
    description: 'Share of elements dropped after each convolution while training.',
  },
  padding: {
    enum: ['same', 'valid'],
    default: 'same',
    description: 'Padding of the convolutions: same keeps the size, valid pads nothing.',
  },
} as const;

/** How the noised label enters a block. @paper fig:15 */
export const labelOption = {
  enum: ['auto', 'vector', 'image'],
  default: 'auto',
  description:
    'What the noised label goes through: fully connected layers (vector), a convolutional trunk of its own (image), ' +
    'or the trunk where the embedding has the dimension of the image and else the layers (auto).',
} as const;
