export const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['learningRate'],
  properties: {
    learningRate: { type: 'number', exclusiveMinimum: 0, description: 'Step size.' },
    momentum: {
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      default: 0,
      description: 'Share of the last step that is kept.',
    },
    weightDecay: {
      type: 'number',
      minimum: 0,
      default: 0,
      description: 'L2 penalty: weightDecay times the parameter is added to its gradient, for every parameter.',
    },
  },
} as const;
