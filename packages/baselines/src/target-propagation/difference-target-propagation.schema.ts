/** Options of `noprop/difference-target-propagation`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    hidden: {
      type: 'array',
      items: { type: 'integer', minimum: 1 },
      minItems: 2,
      default: [240, 240, 240, 240, 240, 240, 240],
      description: 'Units of each hidden layer.',
    },
    targetStep: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 0.327736332653,
      description: 'Step size of the top target down the gradient of the loss, averaged over the mini-batch.',
    },
    noise: {
      type: 'number',
      minimum: 0,
      default: 0.359829566008,
      description: 'Standard deviation of the noise added to activities to train the inverses.',
    },
  },
} as const;
