import { createTableau } from '../tableau/tableau';

/** Kutta's 3/8 rule (1901): order 4, four evaluations per step. What torchdiffeq calls `rk4`. */
export const threeEighths = createTableau({
  name: 'three-eighths',
  order: 4,
  a: [[], [1 / 3], [-1 / 3, 1], [1, -1, 1]],
  b: [1 / 8, 3 / 8, 3 / 8, 1 / 8],
  c: [0, 1 / 3, 2 / 3, 1],
});
