import { classProbabilityProperties } from '@noprop/objectives';

/** Options of `noprop/backprop`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    steps: {
      type: 'integer',
      minimum: 1,
      default: 10,
      description: 'Number T of blocks in the chain, all trained together.',
      'x-paper': 'table:3',
    },
    initialAlpha: {
      type: 'number',
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      default: 0.5,
      description:
        'Initial alpha_t = tanh(w_t) of every block. The paper does not state it; at 0 no block would get a gradient.',
      'x-paper': 'eq:15',
    },
    ...classProbabilityProperties,
  },
} as const;
