import { type TableauName, tableaus } from '@noprop/ode';

/** Schema property that selects a Runge-Kutta method by name. */
export const solverProperty = {
  enum: Object.keys(tableaus) as TableauName[],
  default: 'euler',
  description: 'Runge-Kutta method that integrates the vector field, in equal steps.',
} as const;
