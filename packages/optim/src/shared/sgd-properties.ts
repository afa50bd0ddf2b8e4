/** Options that SGD and SGDW share. */
export const sgdProperties = {
  learningRate: { type: 'number', exclusiveMinimum: 0, description: 'Step size.' },
  momentum: {
    type: 'number',
    minimum: 0,
    exclusiveMaximum: 1,
    default: 0,
    description: 'Share of the last step that is kept.',
  },
} as const;
