export const schema = {
  type: 'object',
  additionalProperties: false,
  'x-paper': 'eq:4',
  required: ['alphaBar'],
  properties: {
    alphaBar: {
      type: 'array',
      items: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
      minItems: 2,
      description:
        'abar_0..abar_T, strictly increasing from noise (t = 0) to clean (t = T): T + 1 numbers for T blocks.',
    },
  },
} as const;
