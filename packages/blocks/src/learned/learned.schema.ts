/** Options of `noprop/learned`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  'x-paper': 'table:1',
  properties: {
    dimension: { type: 'integer', minimum: 1, default: 20, description: 'Width D of a class embedding.' },
    init: {
      enum: ['orthogonal', 'random'],
      default: 'orthogonal',
      description:
        'How the embeddings start: orthogonal gives orthonormal rows, or standard normal entries where there are more classes than dimensions; random gives standard normal entries.',
    },
  },
} as const;
