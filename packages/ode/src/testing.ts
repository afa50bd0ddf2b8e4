import { suite } from 'uvu';
import type { Tableau } from './tableau/tableau';
import { adaptiveLaws } from './testing/adaptive-laws';
import { numberLaws } from './testing/number-laws';
import { tensorLaws } from './testing/tensor-laws';

export { measureDenseOrder, measureEmbeddedOrder, measureOrder } from './testing/order';
export { integratePlain, type PlainField, type PlainOptions } from './testing/plain';
export { integratePlainAdaptive, type PlainSolution } from './testing/plain-adaptive';
export { adjointPlain, type PlainGradients, type PlainModel } from './testing/plain-adjoint';
export { type Problem, problems } from './testing/problems';

/**
 * A test suite with the laws of every method; call it from the test file of a tableau. Orders are measured in
 * double precision, by integrating plain numbers with the same coefficients. Tensor solves are compared with that
 * and with analytic solutions.
 */
export function testTableau(tableau: Tableau): void {
  const test = suite(`laws of ${tableau.name}`);
  numberLaws(test, tableau);
  tensorLaws(test, tableau);
  if (tableau.embedded !== undefined) adaptiveLaws(test, { ...tableau, embedded: tableau.embedded });
  test.run();
}
