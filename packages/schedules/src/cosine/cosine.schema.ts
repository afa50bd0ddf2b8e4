export const schema = {
  type: 'object',
  additionalProperties: false,
  'x-paper': 'eq:4',
  properties: {
    steps: { type: 'integer', minimum: 1, default: 10, description: 'T, the number of blocks.' },
    offset: {
      type: 'number',
      minimum: 0,
      default: 0.008,
      description: 'Keeps the noise of the cleanest steps above 0 (s in Nichol and Dhariwal).',
    },
    maxBeta: {
      type: 'number',
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      default: 0.999,
      description: 'Largest fraction of the signal that one step may remove, so that alphaBar stays above 0 at t = 0.',
    },
  },
} as const;
