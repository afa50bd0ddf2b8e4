import { solverProperty } from '../shared/solver';
import { timeSamplingProperty } from '../shared/times';

/** Options of `noprop/noprop-fm`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    sigma: {
      type: 'number',
      minimum: 0,
      default: 0,
      description: 'Standard deviation of z_t around the straight line between noise and embedding.',
      'x-paper': 'eq:9',
    },
    timeSampling: timeSamplingProperty,
    steps: {
      type: 'integer',
      minimum: 1,
      default: 1000,
      description: 'Number of inference steps from noise to class.',
      'x-paper': 'table:3',
    },
    solver: solverProperty,
  },
} as const;
