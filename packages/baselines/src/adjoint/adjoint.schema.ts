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
      description: 'Equal steps from noise to class, in training and at inference.',
      'x-paper': 'table:3',
    },
    solver: solverProperty,
    gradient: {
      enum: [...adjointGradients, 'unrolled'] as const,
      default: 'adjoint',
      description:
        'How the gradient goes back in time: the adjoint equation along stored states, the same with the state solved backwards (backsolve), the exact gradient of the steps along stored states (discrete), or a tape of all steps (unrolled), which needs memory for each.',
    },
  },
} as const;
