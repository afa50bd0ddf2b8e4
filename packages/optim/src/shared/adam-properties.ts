/** Options that Adam and AdamW share. */
export const adamProperties = {
  learningRate: {
    type: 'number',
    exclusiveMinimum: 0,
    default: 0.001,
    description: 'Step size.',
    'x-paper': 'table:3',
  },
  beta1: {
    type: 'number',
    minimum: 0,
    exclusiveMaximum: 1,
    default: 0.9,
    description: 'Decay of the mean of the gradients.',
  },
  beta2: {
    type: 'number',
    minimum: 0,
    exclusiveMaximum: 1,
    default: 0.999,
    description: 'Decay of the mean of the squared gradients.',
  },
  epsilon: {
    type: 'number',
    exclusiveMinimum: 0,
    default: 1e-8,
    description: 'Added to the root of the bias-corrected second moment.',
  },
} as const;
