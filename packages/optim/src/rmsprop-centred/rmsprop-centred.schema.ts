import { groupsProperty, scheduleProperty } from '../shared/properties';

const properties = {
  learningRate: {
    type: 'number',
    exclusiveMinimum: 0,
    description: 'Learning rate, applied to the normalized gradient.',
  },
  decay: {
    type: 'number',
    minimum: 0,
    exclusiveMaximum: 1,
    default: 0.95,
    description: 'Decay rate of the running means of the gradients and their squares.',
  },
  momentum: {
    type: 'number',
    minimum: 0,
    exclusiveMaximum: 1,
    default: 0.9,
    description: 'Fraction of the previous step to keep.',
  },
  epsilon: {
    type: 'number',
    exclusiveMinimum: 0,
    default: 0.001,
    description: 'Added to the variance inside the square root. If it is much larger than the variance, this is SGD.',
  },
  schedule: scheduleProperty,
} as const;

export const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['learningRate'],
  properties: { ...properties, groups: groupsProperty(properties) },
} as const;
