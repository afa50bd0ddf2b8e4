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
      description: 'Keeps the noise of the cleanest steps from vanishing (s of Nichol and Dhariwal).',
    },
    maxBeta: {
      type: 'number',
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      default: 0.999,
      description: 'Largest share of signal that one step may lose, so that alphaBar stays above 0 at t = 0.',
    },
  },
} as const;
