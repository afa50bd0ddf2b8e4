import { decayBiasesProperty, groupsProperty, scheduleProperty } from '../shared/properties';
import { sgdProperties } from '../shared/sgd-properties';

const properties = {
  ...sgdProperties,
  weightDecay: {
    type: 'number',
    minimum: 0,
    default: 0,
    description: 'L2 penalty: adds weightDecay times each parameter to its gradient.',
  },
  decayBiases: decayBiasesProperty,
  schedule: scheduleProperty,
} as const;

export const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['learningRate'],
  properties: { ...properties, groups: groupsProperty(properties) },
} as const;
