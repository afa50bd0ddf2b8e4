import { assertDense, assertNodes, assertOrder, assertShape, assertWeights } from './laws';

/** Coefficients of an explicit Runge-Kutta method, in Butcher's letters. */
export interface TableauDefinition {
  /** As in {@link tableaus}, e.g. `rk4`. */
  readonly name: string;
  /** Order of consistency: the error of a solve shrinks as h^order. */
  readonly order: number;
  /** Stage i is evaluated at y + h sum_j a[i][j] k_j, j < i; zeros at the end of a row may be left out. */
  readonly a: readonly (readonly number[])[];
  /** Weights of the step: y + h sum_i b[i] k_i. */
  readonly b: readonly number[];
  /** Nodes: stage i is evaluated at t + c[i] h. */
  readonly c: readonly number[];
  /** A second set of weights of another order; its distance from the step estimates the error. */
  readonly embedded?: { readonly order: number; readonly b: readonly number[] };
  /** Weights inside the step, for every theta in [0, 1]: b_i(theta) = sum_k coefficients[i][k] theta^(k+1). */
  readonly dense?: { readonly order: number; readonly coefficients: readonly (readonly number[])[] };
}

/** A {@link TableauDefinition} that keeps its laws, and what follows from it. */
export interface Tableau extends TableauDefinition {
  /** Number of evaluations that the coefficients describe. */
  readonly stages: number;
  /** Evaluations that the step itself needs; the stages after them serve the error estimate only. */
  readonly stepStages: number;
  /** The last stage is the derivative at the new state, so it is also the first one of the next step. */
  readonly firstSameAsLast: boolean;
  /** b - embedded b, where there is an embedded method. */
  readonly errorWeights?: readonly number[];
}

/**
 * A tableau from its coefficients. The record is frozen, and it cannot exist without its laws: it is
 * explicit, rows of `a` sum to `c`, weights sum to 1, and the order conditions of every rooted tree
 * hold up to the declared orders, those of the embedded weights and of the dense output included.
 *
 * @throws NopropError `invalid_tableau` with the first law that is broken
 */
export function createTableau(definition: TableauDefinition): Tableau {
  const { name, order, b, c, embedded, dense } = definition;
  assertShape(definition);
  const a = definition.a.map((row) => Object.freeze(padded(row, b.length)));
  assertNodes(name, a, c);
  assertWeights(name, 'b', b);
  assertOrder(name, 'b', order, a, b);
  if (embedded !== undefined) {
    assertWeights(name, 'embedded b', embedded.b);
    assertOrder(name, 'embedded b', embedded.order, a, embedded.b);
  }
  if (dense !== undefined) assertDense(name, dense, a, b);

  const errorWeights = embedded?.b.map((weight, i) => (b[i] as number) - weight);
  return Object.freeze({
    name,
    order,
    a: Object.freeze(a),
    b: Object.freeze([...b]),
    c: Object.freeze([...c]),
    stages: b.length,
    stepStages: b.findLastIndex((weight) => weight !== 0) + 1,
    firstSameAsLast: a.at(-1)?.every((value, j) => value === b[j]) === true,
    ...(embedded && { embedded: Object.freeze({ order: embedded.order, b: Object.freeze([...embedded.b]) }) }),
    ...(errorWeights && { errorWeights: Object.freeze(errorWeights) }),
    ...(dense && {
      dense: Object.freeze({
        order: dense.order,
        coefficients: Object.freeze(dense.coefficients.map((row) => Object.freeze([...row]))),
      }),
    }),
  });
}

/** The row as one of the full square matrix. */
function padded(row: readonly number[], stages: number): number[] {
  return Array.from({ length: stages }, (_, j) => row[j] ?? 0);
}
