import { createTableau } from '../tableau/tableau';

/** Runge's explicit midpoint rule: order 2, two evaluations per step. */
export const midpoint = createTableau({ name: 'midpoint', order: 2, a: [[], [1 / 2]], b: [0, 1], c: [0, 1 / 2] });
