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
      description: 'How often the random bits of a mask are blurred; more blurs make larger regions.',
    },
    maskThreshold: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.5,
      description: 'Where the blurred bits of a mask are cut; 0.5 takes as much of either image.',
    },
    ...sharedProperties,
  },
} as const;
