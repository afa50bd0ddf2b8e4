import { adamProperties } from '../shared/adam-properties';
import { decayBiasesProperty, groupsProperty, scheduleProperty } from '../shared/properties';

const properties = {
  ...adamProperties,
  weightDecay: {
    type: 'number',
    minimum: 0,
    default: 0,
    description: 'L2 penalty: adds weightDecay times each parameter to its gradient.',
    'x-paper': 'table:3',
  },
  decayBiases: decayBiasesProperty,
  schedule: scheduleProperty,
} as const;

export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: { ...properties, groups: groupsProperty(properties) },
} as const;
