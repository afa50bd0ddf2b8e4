import { createTableau } from '../tableau/tableau';

/** Euler's method: order 1, one evaluation a step. The paper's sampler of flow matching. */
export const euler = createTableau({ name: 'euler', order: 1, a: [[]], b: [1], c: [0] });
