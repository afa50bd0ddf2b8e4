/** Schema properties that both variants of Forward-Forward share. */
export const sharedProperties = {
  theta: {
    type: 'number',
    exclusiveMinimum: 0,
    default: 1,
    description:
      'Goodness threshold per unit: positive data should have a mean square activity above it, negative data below it.',
  },
  peerNormalization: {
    type: 'number',
    minimum: 0,
    default: 0.03,
    description: 'Strength of the pull of units towards the mean activity of their layer; 0 turns it off.',
  },
} as const;

/** The schema property for the units of the hidden layers. */
export const hiddenProperty = <const Units extends readonly number[]>(units: Units) =>
  ({
    type: 'array',
    items: { type: 'integer', minimum: 1 },
    minItems: 2,
    default: units,
    description: 'Units of each hidden layer. Classes are read from all layers but the first.',
  }) as const;
