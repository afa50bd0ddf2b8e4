import { adamProperties } from '../shared/adam-properties';
import { decayBiasesProperty, groupsProperty, scheduleProperty } from '../shared/properties';

const properties = {
  ...adamProperties,
  weightDecay: {
    type: 'number',
    minimum: 0,
    default: 0,
    description: 'Decoupled decay: each update shrinks every parameter by the factor 1 - learningRate x weightDecay.',
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
