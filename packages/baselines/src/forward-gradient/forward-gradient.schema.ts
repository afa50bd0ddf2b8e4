/** Options of `noprop/forward-gradient`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    blocks: { type: 'integer', minimum: 1, default: 1, description: 'Blocks, each with a loss of its own.' },
    patches: {
      type: 'integer',
      minimum: 1,
      default: 1,
      description: 'Patches along each side of the image; it must divide height and width.',
    },
    channels: { type: 'integer', minimum: 1, default: 512, description: 'Channels of a token.' },
    groups: {
      type: 'integer',
      minimum: 1,
      default: 16,
      description: 'Groups of channels, each with a loss of its own; it must divide channels.',
    },
    init: {
      enum: ['constant', 'kaiming'],
      default: 'constant',
      description:
        'Standard deviation of the first weights: 0.1 everywhere, or the smaller of 0.1 and 2 / sqrt(fan in). ' +
        'Biases and the output layer start at 0.',
    },
    gradient: {
      enum: ['forward', 'back-propagation'],
      default: 'forward',
      description:
        'forward: estimated from the effect of noise on the activities (LG-FG-A). back-propagation: the gradient that ' +
        'it estimates, propagated back inside each block (LG-BP).',
    },
    lastLayerRate: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 0.1,
      description:
        "Multiplies the output layer's gradient. An optimizer that divides by the size of gradients undoes it: give " +
        'such a one another learning rate for the group head.',
    },
  },
} as const;
