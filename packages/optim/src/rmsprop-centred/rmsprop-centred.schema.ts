import { groupsProperty, scheduleProperty } from '../shared/properties';

const properties = {
  learningRate: {
    type: 'number',
    exclusiveMinimum: 0,
    description: 'Step size, in units of the normalised gradient.',
  },
  decay: {
    type: 'number',
    minimum: 0,
    exclusiveMaximum: 1,
    default: 0.95,
    description: 'Decay of the means of the gradients and of their squares.',
  },
  momentum: {
    type: 'number',
    minimum: 0,
    exclusiveMaximum: 1,
    default: 0.9,
    description: 'Share of the last step that is kept.',
  },
  epsilon: {
    type: 'number',
    exclusiveMinimum: 0,
    default: 0.001,
    description: 'Added to the variance of the gradients, inside the root. Where it is far larger, this is SGD.',
  },
  schedule: scheduleProperty,
} as const;

export const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['learningRate'],
  properties: { ...properties, groups: groupsProperty(properties) },
} as const;
