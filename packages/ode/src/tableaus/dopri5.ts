import { createTableau } from '../tableau/tableau';

const b = [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84, 0];

/** Coefficients d_i of the dense output in Hairer's code DOPRI5. */
const d = [
  -12715105075 / 11282082432,
  0,
  87487479700 / 32700410799,
  -10690763975 / 1880347072,
  701980252875 / 199316789632,
  -1453857185 / 822651844,
  69997945 / 29380423,
];

/**
 * Dormand and Prince's method (1980): order 5, seven stages of which the last is the next step's first,
 * an embedded method of order 4 and a continuously differentiable dense output of order 4. E. Hairer,
 * S. P. Norsett, G. Wanner, Solving Ordinary Differential Equations I, sections II.5 and II.6.
 */
export const dopri5 = createTableau({
  name: 'dopri5',
  order: 5,
  a: [
    [],
    [1 / 5],
    [3 / 40, 9 / 40],
    [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    b.slice(0, 6),
  ],
  b,
  c: [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1],
  embedded: {
    order: 4,
    b: [5179 / 57600, 0, 7571 / 16695, 393 / 640, -92097 / 339200, 187 / 2100, 1 / 40],
  },
  dense: { order: 4, coefficients: b.map(hermiteWithCorrection) },
});

/**
 * Coefficients of b_i(theta): the cubic that interpolates both ends and their derivatives (the first and the
 * last stage), plus theta^2 (1 - theta)^2 d_i.
 */
function hermiteWithCorrection(weight: number, i: number): readonly number[] {
  const [first, last, correction] = [i === 0 ? 1 : 0, i === 6 ? 1 : 0, d[i] as number];
  return [first, 3 * weight - 2 * first - last + correction, -2 * weight + first + last - 2 * correction, correction];
}
