import { classProbabilityProperties } from '../shared/class-probability';

/** Options of `noprop/noprop-dt`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    eta: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 0.1,
      description: 'Weight of the denoising term.',
      'x-paper': 'table:3',
    },
    inferenceNoise: {
      enum: ['on', 'off', 'all-but-last'],
      default: 'on',
      description: 'Noise of the inference chain: at every step (on), never (off), or at all but the last step.',
      'x-paper': 'eq:2',
    },
    ...classProbabilityProperties,
  },
} as const;
