import { endsProperties } from '../shared/ends';

export const schema = {
  type: 'object',
  additionalProperties: false,
  'x-paper': 'eq:30',
  properties: endsProperties,
} as const;
