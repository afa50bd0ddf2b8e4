import { type TableauName, tableaus } from '@noprop/ode';

/** The option that chooses a Runge-Kutta method by name, for schemas. */
export const solverProperty = {
  enum: Object.keys(tableaus) as TableauName[],
  default: 'euler',
  description: 'Runge-Kutta method that integrates the vector field, at equal steps.',
} as const;
