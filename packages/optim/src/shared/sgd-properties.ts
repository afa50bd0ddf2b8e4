/** Options common to SGD and SGDW. */
export const sgdProperties = {
  learningRate: { type: 'number', exclusiveMinimum: 0, description: 'Learning rate.' },
  momentum: {
    type: 'number',
    minimum: 0,
    exclusiveMaximum: 1,
    default: 0,
    description: 'Fraction of the previous velocity to keep.',
  },
} as const;
