/** Options of `noprop/forward-gradient`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    blocks: { type: 'integer', minimum: 1, default: 1, description: 'Number of blocks, each with its own loss.' },
    patches: {
      type: 'integer',
      minimum: 1,
      default: 1,
      description: 'Number of patches along each side of the image; must divide height and width.',
    },
    channels: { type: 'integer', minimum: 1, default: 512, description: 'Channels per token.' },
    groups: {
      type: 'integer',
      minimum: 1,
      default: 16,
      description: 'Number of channel groups, each with its own loss; must divide channels.',
    },
    init: {
      enum: ['constant', 'kaiming'],
      default: 'constant',
      description:
        'Standard deviation of the initial weights. constant: 0.1. kaiming: the smaller of 0.1 and 2 / sqrt(fan-in). ' +
        'Biases and the output layer start at 0.',
    },
    gradient: {
      enum: ['forward', 'back-propagation'],
      default: 'forward',
      description:
        'forward estimates gradients from the effect of noise on the activities (LG-FG-A). back-propagation computes ' +
        'the gradients that it estimates, inside each block (LG-BP).',
    },
    lastLayerRate: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 0.1,
      description:
        "Factor on the output layer's gradient. Optimizers that normalize gradients, such as Adam, undo it: with " +
        'them, set a learning rate for the group head instead.',
    },
  },
} as const;
