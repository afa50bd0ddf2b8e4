import { odeError } from '../errors';
import { bracket, dot, elementaryWeights, rootedTrees } from './rooted-trees';
import type { TableauDefinition } from './tableau';

/** Coefficients are ratios of small integers written as doubles: a law is broken by mistakes, never by their rounding. */
const TOLERANCE = 1e-12;

type Matrix = readonly (readonly number[])[];

/** Lengths agree, every number is finite, and the method is explicit. */
export function assertShape({ name, order, a, b, c, embedded, dense }: TableauDefinition): void {
  const stages = b.length;
  if (stages === 0) throw invalid(name, 'A tableau needs at least one stage, found no weights b.');
  if (a.length !== stages) throw invalid(name, `a must have a row for each of ${stages} stages, found ${a.length}.`);
  if (c.length !== stages) throw invalid(name, `c must have a node for each of ${stages} stages, found ${c.length}.`);
  a.forEach((row, i) => {
    const late = row.findIndex((value, j) => j >= i && value !== 0);
    if (late === -1) return;
    const entry = `a[${i}][${late}] = ${row[late]}`;
    throw invalid(name, `An explicit method has a[i][j] = 0 for j >= i, found ${entry}.`);
  });
  if (embedded !== undefined && embedded.b.length !== stages) {
    throw invalid(name, `embedded b must have a weight for each of ${stages} stages, found ${embedded.b.length}.`);
  }
  if (embedded?.b.every((weight, i) => weight === b[i])) {
    throw invalid(name, 'embedded b must differ from b, found equal weights: every error estimate would be 0.');
  }
  if (dense !== undefined && dense.coefficients.length !== stages) {
    throw invalid(name, `dense needs a row for each of ${stages} stages, found ${dense.coefficients.length}.`);
  }
  const orders = { order, 'embedded order': embedded?.order, 'dense order': dense?.order };
  for (const [what, value] of Object.entries(orders)) {
    if (value === undefined || (Number.isInteger(value) && value >= 1)) continue;
    throw invalid(name, `${what} must be a positive integer, found ${value}.`);
  }
  const numbers = [a, b, c, embedded?.b ?? [], dense?.coefficients ?? []].flat(2);
  const broken = numbers.find((value) => !Number.isFinite(value));
  if (broken !== undefined) throw invalid(name, `Coefficients must be finite, found ${broken}.`);
}

/** Stages are consistent: the sum of row i is c_i. */
export function assertNodes(name: string, a: Matrix, c: readonly number[]): void {
  a.forEach((row, i) => {
    const sum = row.reduce((x, y) => x + y, 0);
    if (near(sum, c[i] as number)) return;
    throw invalid(name, `Row ${i} of a must sum to c[${i}] = ${c[i]}, found ${sum}.`);
  });
}

export function assertWeights(name: string, what: string, b: readonly number[]): void {
  const sum = b.reduce((x, y) => x + y, 0);
  if (!near(sum, 1)) throw invalid(name, `${what} must sum to 1, found ${sum}.`);
}

/** Butcher's order conditions: sum_i b_i Phi_i(tree) = 1 / gamma(tree) for every tree of up to `order` vertices. */
export function assertOrder(name: string, what: string, order: number, a: Matrix, b: readonly number[]): void {
  for (const tree of rootedTrees(order)) {
    const [wanted, found] = [1 / tree.density, dot(b, elementaryWeights(a, tree))];
    if (near(found, wanted)) continue;
    throw invalid(
      name,
      `${what} must have order ${order}: the weight of the tree ${bracket(tree)} must be 1/${tree.density}, found ${found}.`,
    );
  }
}

/**
 * Dense output ends in the step, and keeps the order conditions at every theta:
 * sum_i b_i(theta) Phi_i(tree) = theta^|tree| / gamma(tree), compared power by power.
 */
export function assertDense(
  name: string,
  dense: { readonly order: number; readonly coefficients: Matrix },
  a: Matrix,
  b: readonly number[],
): void {
  dense.coefficients.forEach((row, i) => {
    const sum = row.reduce((x, y) => x + y, 0);
    if (near(sum, b[i] as number)) return;
    throw invalid(name, `Row ${i} of dense must sum to b[${i}] = ${b[i]}, found ${sum}.`);
  });
  const degree = Math.max(...dense.coefficients.map((row) => row.length));
  for (const tree of rootedTrees(dense.order)) {
    const weights = elementaryWeights(a, tree);
    for (let power = 1; power <= Math.max(degree, tree.order); power++) {
      const column = dense.coefficients.map((row) => row[power - 1] ?? 0);
      const [wanted, found] = [power === tree.order ? 1 / tree.density : 0, dot(column, weights)];
      if (near(found, wanted)) continue;
      throw invalid(
        name,
        `dense must have order ${dense.order}: at theta^${power} the weight of the tree ${bracket(tree)} must be ${wanted}, found ${found}.`,
      );
    }
  }
}

const near = (found: number, wanted: number): boolean => Math.abs(found - wanted) <= TOLERANCE;

function invalid(name: string, message: string) {
  const hint = 'Compare the coefficients with their source.';
  return odeError('invalid_tableau', message, hint, `tableau.${name}`);
}
