import { solverProperty } from '@noprop/objectives';
import { adjointGradients } from '@noprop/ode';

/** Options of `noprop/adjoint`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    steps: {
      type: 'integer',
      minimum: 1,
      default: 1000,
      description: 'Number of equal steps from noise to class, in training and at inference.',
      'x-paper': 'table:3',
    },
    solver: solverProperty,
    gradient: {
      enum: [...adjointGradients, 'unrolled'] as const,
      default: 'adjoint',
      description:
        'How gradients are computed back in time. adjoint solves the adjoint equation along stored states; backsolve ' +
        'solves the state backwards too, instead of storing it; discrete gives the exact gradient of the steps along ' +
        'stored states; unrolled tapes every step, which takes memory for each.',
    },
  },
} as const;
