import { odeError } from '../errors';
import { bracket, dot, elementaryWeights, rootedTrees } from './rooted-trees';
import type { TableauDefinition } from './tableau';

/** More than the rounding error of coefficients, which are ratios of integers, and far less than any mistake. */
const TOLERANCE = 1e-12;

type Matrix = readonly (readonly number[])[];

/** Asserts that lengths agree, all numbers are finite and the method is explicit. */
export function assertShape({ name, order, a, b, c, embedded, dense }: TableauDefinition): void {
  const stages = b.length;
  if (stages === 0) throw invalid(name, 'Expected at least one stage, got no weights b.');
  if (a.length !== stages) throw invalid(name, `Expected one row of a per stage, ${stages} in all, got ${a.length}.`);
  if (c.length !== stages) throw invalid(name, `Expected one node of c per stage, ${stages} in all, got ${c.length}.`);
  a.forEach((row, i) => {
    const late = row.findIndex((value, j) => j >= i && value !== 0);
    if (late === -1) return;
    const entry = `a[${i}][${late}] = ${row[late]}`;
    throw invalid(name, `Expected an explicit method, a[i][j] = 0 for j >= i, got ${entry}.`);
  });
  if (embedded !== undefined && embedded.b.length !== stages) {
    throw invalid(name, `Expected one weight of embedded b per stage, ${stages} in all, got ${embedded.b.length}.`);
  }
  if (embedded?.b.every((weight, i) => weight === b[i])) {
    throw invalid(name, 'Expected embedded b to differ from b, got equal weights: every error estimate would be 0.');
  }
  if (dense !== undefined && dense.coefficients.length !== stages) {
    throw invalid(name, `Expected one row of dense per stage, ${stages} in all, got ${dense.coefficients.length}.`);
  }
  const orders = { order, 'embedded order': embedded?.order, 'dense order': dense?.order };
  for (const [what, value] of Object.entries(orders)) {
    if (value === undefined || (Number.isInteger(value) && value >= 1)) continue;
    throw invalid(name, `Expected ${what} to be a positive integer, got ${value}.`);
  }
  const numbers = [a, b, c, embedded?.b ?? [], dense?.coefficients ?? []].flat(2);
  const broken = numbers.find((value) => !Number.isFinite(value));
  if (broken !== undefined) throw invalid(name, `Expected finite coefficients, got ${broken}.`);
}

/** Asserts that the stages are consistent: row i of a sums to c_i. */
export function assertNodes(name: string, a: Matrix, c: readonly number[]): void {
  a.forEach((row, i) => {
    const sum = row.reduce((x, y) => x + y, 0);
    if (near(sum, c[i] as number)) return;
    throw invalid(name, `Expected row ${i} of a to sum to c[${i}] = ${c[i]}, got ${sum}.`);
  });
}

export function assertWeights(name: string, what: string, b: readonly number[]): void {
  const sum = b.reduce((x, y) => x + y, 0);
  if (!near(sum, 1)) throw invalid(name, `Expected ${what} to sum to 1, got ${sum}.`);
}

/** Asserts Butcher's order conditions: sum_i b_i Phi_i(tree) = 1 / gamma(tree) for all trees up to `order` vertices. */
export function assertOrder(name: string, what: string, order: number, a: Matrix, b: readonly number[]): void {
  for (const tree of rootedTrees(order)) {
    const [expected, found] = [1 / tree.density, dot(b, elementaryWeights(a, tree))];
    if (near(found, expected)) continue;
    throw invalid(
      name,
      `Expected ${what} to have order ${order}, with weight 1/${tree.density} for the tree ${bracket(tree)}, ` +
        `got ${found}.`,
    );
  }
}

/**
 * Asserts that dense output ends where the step does and meets the order conditions at every theta:
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
    throw invalid(name, `Expected row ${i} of dense to sum to b[${i}] = ${b[i]}, got ${sum}.`);
  });
  const degree = Math.max(...dense.coefficients.map((row) => row.length));
  for (const tree of rootedTrees(dense.order)) {
    const weights = elementaryWeights(a, tree);
    for (let power = 1; power <= Math.max(degree, tree.order); power++) {
      const column = dense.coefficients.map((row) => row[power - 1] ?? 0);
      const [expected, found] = [power === tree.order ? 1 / tree.density : 0, dot(column, weights)];
      if (near(found, expected)) continue;
      throw invalid(
        name,
        `Expected dense to have order ${dense.order}, with weight ${expected} for the tree ${bracket(tree)} ` +
          `at theta^${power}, got ${found}.`,
      );
    }
  }
}

const near = (found: number, expected: number): boolean => Math.abs(found - expected) <= TOLERANCE;

function invalid(name: string, message: string) {
  const hint = 'Check the coefficients against their source.';
  return odeError('invalid_tableau', message, hint, `tableau.${name}`);
}
