/** Options common to Adam and AdamW. */
export const adamProperties = {
  learningRate: {
    type: 'number',
    exclusiveMinimum: 0,
    default: 0.001,
    description: 'Learning rate.',
    'x-paper': 'table:3',
  },
  beta1: {
    type: 'number',
    minimum: 0,
    exclusiveMaximum: 1,
    default: 0.9,
    description: 'Decay rate of the running mean of the gradients.',
  },
  beta2: {
    type: 'number',
    minimum: 0,
    exclusiveMaximum: 1,
    default: 0.999,
    description: 'Decay rate of the running mean of the squared gradients.',
  },
  epsilon: {
    type: 'number',
    exclusiveMinimum: 0,
    default: 1e-8,
    description: 'Added to the square root of the bias-corrected second moment.',
  },
} as const;
