/** Options that both variants of Forward-Forward have, for their schemas. */
export const sharedProperties = {
  theta: {
    type: 'number',
    exclusiveMinimum: 0,
    default: 1,
    description:
      'Threshold of goodness a unit: positive data are to have a greater mean square activity, negative a smaller.',
  },
  peerNormalization: {
    type: 'number',
    minimum: 0,
    default: 0.03,
    description: "Strength with which units are drawn to their layer's mean activity; 0 leaves it out.",
  },
} as const;

/** Units of the hidden layers, for a schema. */
export const hiddenProperty = <const Units extends readonly number[]>(units: Units) =>
  ({
    type: 'array',
    items: { type: 'integer', minimum: 1 },
    minItems: 2,
    default: units,
    description: 'Units of the hidden layers. The first is for the others to build on: classes are read from the rest.',
  }) as const;
