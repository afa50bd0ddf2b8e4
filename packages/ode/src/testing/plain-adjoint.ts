import { type PlainField, type PlainOptions, plainStages, plainSum } from './plain';

/** A field of plain numbers with parameters, and its vector-Jacobian products written by hand. */
export interface PlainModel {
  readonly field: (t: number, y: readonly number[], theta: readonly number[]) => readonly number[];
  /** a df/dy and a df/dtheta. */
  readonly vjp: (
    t: number,
    y: readonly number[],
    theta: readonly number[],
    a: readonly number[],
  ) => { readonly y: readonly number[]; readonly theta: readonly number[] };
}

/** The results of `solveAdjoint` as plain numbers. */
export interface PlainGradients {
  readonly end: readonly number[];
  /** With respect to the start. */
  readonly y: readonly number[];
  readonly theta: readonly number[];
  /** y integrated back to the start by `backsolve`; otherwise the start itself. */
  readonly reconstructed: readonly number[];
}

/**
 * `solveAdjoint` on plain numbers in double precision, written directly from the equations: state, adjoint and
 * integral form one augmented vector that is integrated backwards.
 *
 * @param cotangentOf gradient of the scalar with respect to y at the end
 */
export function adjointPlain(
  model: PlainModel,
  start: readonly number[],
  theta: readonly number[],
  cotangentOf: (end: readonly number[]) => readonly number[],
  options: PlainOptions & { readonly gradient?: 'adjoint' | 'backsolve' | 'discrete' },
): PlainGradients {
  const { from, to, steps, tableau, gradient = 'adjoint' } = options;
  const h = (to - from) / steps;
  const timeOf = (i: number): number => from + i * h;
  const field: PlainField = (t, y) => model.field(t, y, theta);
  const states = [start];
  for (let i = 0; i < steps; i++) {
    const y = states[i] as readonly number[];
    states.push(plainSum(y, plainStages(field, tableau, tableau.stepStages, timeOf(i), h, y), tableau.b, h));
  }
  const end = states[steps] as readonly number[];
  let [y, a, sum] = [end, cotangentOf(end), theta.map(() => 0) as readonly number[]];
  for (let i = steps; i > 0; i--) {
    if (gradient === 'discrete') {
      const pulled = pullStep(model, options, timeOf(i - 1), h, states[i - 1] as readonly number[], theta, a);
      a = pulled.y;
      sum = sum.map((value, k) => value + (pulled.theta[k] as number));
      continue;
    }
    if (gradient === 'adjoint') y = states[i] as readonly number[];
    const split = (all: readonly number[]) =>
      [all.slice(0, y.length), all.slice(y.length, 2 * y.length), all.slice(2 * y.length)] as const;
    const augmented: PlainField = (t, all) => {
      const [state, adjoint] = split(all);
      const pulled = model.vjp(t, state, theta, adjoint);
      return [...field(t, state), ...[...pulled.y, ...pulled.theta].map((value) => -value)];
    };
    const all = [...y, ...a, ...sum];
    const stages = plainStages(augmented, tableau, tableau.stepStages, timeOf(i), -h, all);
    [y, a, sum] = split(plainSum(all, stages, tableau.b, -h));
  }
  return { end, y: a, theta: sum, reconstructed: gradient === 'backsolve' ? y : start };
}

/** The exact gradient of one step, back through its stages from the last to the first. */
function pullStep(
  model: PlainModel,
  { tableau }: PlainOptions,
  t: number,
  h: number,
  y: readonly number[],
  theta: readonly number[],
  a: readonly number[],
) {
  const count = tableau.stepStages;
  const stages = plainStages((time, state) => model.field(time, state, theta), tableau, count, t, h, y);
  const ofStates: (readonly number[])[] = [];
  let [dy, dTheta] = [a, theta.map(() => 0) as readonly number[]];
  for (let i = count - 1; i >= 0; i--) {
    const weightOf = (l: number): number => h * (tableau.a[l]?.[i] as number);
    const ofStage = a.map((value, d) => {
      let total = h * (tableau.b[i] as number) * value;
      for (let l = i + 1; l < count; l++) total += weightOf(l) * (ofStates[l]?.[d] as number);
      return total;
    });
    const at = plainSum(y, stages.slice(0, i), tableau.a[i] as readonly number[], h);
    const pulled = model.vjp(t + (tableau.c[i] as number) * h, at, theta, ofStage);
    ofStates[i] = pulled.y;
    dy = dy.map((value, d) => value + (pulled.y[d] as number));
    dTheta = dTheta.map((value, k) => value + (pulled.theta[k] as number));
  }
  return { y: dy, theta: dTheta };
}
