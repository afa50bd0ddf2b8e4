/** Options of `noprop/learned`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  'x-paper': 'table:1',
  properties: {
    dimension: { type: 'integer', minimum: 1, default: 20, description: 'Dimension D of a class embedding.' },
    init: {
      enum: ['orthogonal', 'random'],
      default: 'orthogonal',
      description:
        'How the embeddings are initialized: orthogonal gives orthonormal rows, or standard normal entries ' +
        'if there are more classes than dimensions; random gives standard normal entries.',
    },
  },
} as const;
