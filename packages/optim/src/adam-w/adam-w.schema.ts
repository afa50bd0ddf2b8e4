import { adamProperties } from '../shared/adam-properties';

export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ...adamProperties,
    weightDecay: {
      type: 'number',
      minimum: 0,
      default: 0,
      description: 'Decoupled decay: every parameter shrinks by learningRate times weightDecay at each update.',
      'x-paper': 'table:3',
    },
  },
} as const;
