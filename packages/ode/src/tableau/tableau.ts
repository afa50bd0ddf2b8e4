import { assertDense, assertNodes, assertOrder, assertShape, assertWeights } from './laws';

/** Coefficients of an explicit Runge-Kutta method, in Butcher's letters. */
export interface TableauDefinition {
  /** As in {@link tableaus}, e.g. `rk4`. */
  readonly name: string;
  /** Order of consistency: the error of a solve shrinks as h^order. */
  readonly order: number;
  /** Stage i is evaluated at y + h sum_j a[i][j] k_j, j < i; trailing zeros of a row may be left out. */
  readonly a: readonly (readonly number[])[];
  /** Weights of the step: y + h sum_i b[i] k_i. */
  readonly b: readonly number[];
  /** Nodes: stage i is evaluated at t + c[i] h. */
  readonly c: readonly number[];
  /** A second set of weights, of another order; its difference from the step estimates the error. */
  readonly embedded?: { readonly order: number; readonly b: readonly number[] };
  /** Weights inside the step, for every theta in [0, 1]: b_i(theta) = sum_k coefficients[i][k] theta^(k+1). */
  readonly dense?: { readonly order: number; readonly coefficients: readonly (readonly number[])[] };
}

/** A valid {@link TableauDefinition} with derived properties. */
export interface Tableau extends TableauDefinition {
  /** Number of stages that the coefficients define. */
  readonly stages: number;
  /** Number of stages that the step itself needs; later ones only serve the error estimate and dense output. */
  readonly stepStages: number;
  /** Whether the last stage is the derivative at the new state, and so the first stage of the next step. */
  readonly firstSameAsLast: boolean;
  /** b - embedded b, if there are embedded weights. */
  readonly errorWeights?: readonly number[];
}

/**
 * Creates a frozen tableau from its coefficients and checks its laws: it is explicit, rows of `a` sum to `c`,
 * weights sum to 1, and the order conditions of every rooted tree hold up to the declared orders, including
 * those of the embedded weights and the dense output.
 *
 * @throws NopropError `invalid_tableau` with the first broken law
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

/** Pads a row with zeros to the width of the square matrix. */
function padded(row: readonly number[], stages: number): number[] {
  return Array.from({ length: stages }, (_, j) => row[j] ?? 0);
}
