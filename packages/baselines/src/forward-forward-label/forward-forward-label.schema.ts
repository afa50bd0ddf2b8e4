import { hiddenProperty, sharedProperties } from '../forward-forward/properties';

/** Options of `noprop/forward-forward-label`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    hidden: hiddenProperty([1000, 1000, 1000]),
    prediction: {
      enum: ['energy', 'softmax'],
      default: 'energy',
      description:
        'How a class is found: by trying every label and comparing goodness, or by one pass and the softmax head.',
    },
    ...sharedProperties,
  },
} as const;
