import { endsProperties } from '../shared/ends';

export const schema = {
  type: 'object',
  additionalProperties: false,
  'x-paper': 'eq:32',
  properties: {
    ...endsProperties,
    width: {
      type: 'integer',
      minimum: 1,
      default: 1024,
      description: 'Hidden units of the monotone network gtilde.',
      'x-paper': 'eq:31',
    },
  },
} as const;
