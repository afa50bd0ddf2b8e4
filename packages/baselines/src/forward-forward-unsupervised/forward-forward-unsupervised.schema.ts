import { hiddenProperty, sharedProperties } from '../forward-forward/properties';

/** Options of `noprop/forward-forward-unsupervised`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    hidden: hiddenProperty([2000, 2000, 2000, 2000]),
    blurs: {
      type: 'integer',
      minimum: 0,
      default: 6,
      description: 'Number of times the random bits of a mask are blurred; more blurs give larger regions.',
    },
    maskThreshold: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.5,
      description: 'Threshold for the blurred bits of a mask; 0.5 takes about half of the pixels from each image.',
    },
    ...sharedProperties,
  },
} as const;
