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
        'How the embeddings are initialized: prototype gives the training image of each class with ' +
        'the smallest median distance to the others of its class, scaled like the input of the network; ' +
        'orthogonal gives orthonormal rows, or standard normal entries if there are more classes than dimensions; ' +
        'random gives standard normal entries.',
    },
  },
} as const;
