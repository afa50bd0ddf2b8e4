import { createTableau } from '../tableau/tableau';

/** The classical method of Kutta (1901): order 4, four evaluations per step. */
export const rk4 = createTableau({
  name: 'rk4',
  order: 4,
  a: [[], [1 / 2], [0, 1 / 2], [0, 0, 1]],
  b: [1 / 6, 1 / 3, 1 / 3, 1 / 6],
  c: [0, 1 / 2, 1 / 2, 1],
});
