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
        'How the class is found: energy tries every label and compares goodness, softmax takes one pass and the head.',
    },
    ...sharedProperties,
  },
} as const;
