/** Options of `noprop/prototype`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  'x-paper': 'fig:11',
  properties: {
    init: {
      enum: ['prototype', 'orthogonal', 'random'],
      default: 'prototype',
      description:
        'How the embeddings start: prototype gives the training image of each class with the smallest median distance to the others of its class, scaled as the network sees images; orthogonal gives orthonormal rows, or standard normal entries where there are more classes than pixels; random gives standard normal entries.',
    },
  },
} as const;
