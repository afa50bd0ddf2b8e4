import { createTableau } from '../tableau/tableau';

/** Euler's method: order 1, one evaluation per step. The paper samples flow matching with it. */
export const euler = createTableau({ name: 'euler', order: 1, a: [[]], b: [1], c: [0] });
