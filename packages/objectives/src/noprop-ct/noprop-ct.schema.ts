import { classProbabilityProperties } from '../shared/class-probability';
import { solverProperty } from '../shared/solver';
import { timeSamplingProperty } from '../shared/times';

/** Options of `noprop/noprop-ct`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    eta: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 1,
      description: 'Weight of the denoising term.',
      'x-paper': 'table:3',
    },
    timeSampling: timeSamplingProperty,
    steps: {
      type: 'integer',
      minimum: 1,
      default: 1000,
      description: 'Number of inference steps from noise to class.',
      'x-paper': 'table:3',
    },
    sampler: {
      enum: ['ancestral', 'probability-flow'],
      default: 'ancestral',
      description:
        'Inference method: ancestral simulates the diffusion process with noise, probability-flow solves the ' +
        'ordinary differential equation with the same marginals.',
    },
    inferenceNoise: {
      enum: ['on', 'off', 'all-but-last'],
      default: 'on',
      description: 'Noise of the ancestral sampler: at every step (on), never (off), or at all but the last step.',
      'x-paper': 'eq:2',
    },
    solver: {
      ...solverProperty,
      description: 'Runge-Kutta method for the probability-flow equation; the ancestral sampler ignores it.',
    },
    ...classProbabilityProperties,
  },
} as const;
