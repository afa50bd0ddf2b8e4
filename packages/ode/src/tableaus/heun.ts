import { createTableau } from '../tableau/tableau';

/** Heun's method, the explicit trapezoid rule: order 2, two evaluations per step. */
export const heun = createTableau({ name: 'heun', order: 2, a: [[], [1]], b: [1 / 2, 1 / 2], c: [0, 1] });
