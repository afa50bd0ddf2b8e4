import type { Tensors } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import type { BoundField } from './field';
import type { Tableau } from './tableau/tableau';

/** The length of a step, negative if time runs backwards: a number, or a float32 scalar if it varies. */
export type StepLength = number | Tensor;

/**
 * The first `count` stages k_i = f(t + c_i h, y + h sum_j a_ij k_j).
 *
 * @param first k_0, if already known
 */
export function stagesOf<S extends Tensors>(
  field: BoundField<S>,
  tableau: Tableau,
  count: number,
  t: Tensor,
  h: StepLength,
  state: S,
  first?: S,
): readonly S[] {
  const stages = [first ?? field(t, state)];
  for (let i = 1; i < count; i++) {
    const time = tf.add(t, times(tableau.c[i] as number, h));
    stages.push(field(time, displaced(state, stages, tableau.a[i] as readonly number[], h)));
  }
  return stages;
}

/** One step of an explicit Runge-Kutta method: y + h sum_i b_i k_i. */
export function step<S extends Tensors>(field: BoundField<S>, tableau: Tableau, t: Tensor, h: StepLength, state: S): S {
  return displaced(state, stagesOf(field, tableau, tableau.stepStages, t, h, state), tableau.b, h);
}

/** y + h sum_i w_i k_i; the small terms are summed first, which reduces rounding errors. */
export function displaced<S extends Tensors>(
  state: S,
  stages: readonly S[],
  weights: readonly number[],
  h: StepLength,
): S {
  const change = weighted(stages, weights, h);
  return mapTensors(state, (y, name) => tf.add(y, change[name] as Tensor));
}

/** h sum_i w_i k_i over the given stages; a missing weight counts as 0. */
export function weighted<S extends Tensors>(stages: readonly S[], weights: readonly number[], h: StepLength): S {
  const terms = stages.flatMap((stage, i) => {
    const weight = weights[i] ?? 0;
    return weight === 0 ? [] : [{ stage, factor: times(weight, h) }];
  });
  return mapTensors(stages[0] as S, (like, name) => {
    const products = terms.map(({ stage, factor }) => scaled(stage[name] as Tensor, factor));
    return products.length === 0 ? tf.zerosLike(like) : products.reduce((sum, product) => tf.add(sum, product));
  });
}

/** Skips multiplying by 1, which would be a pass over the whole tensor. */
const scaled = (tensor: Tensor, factor: StepLength): Tensor => (factor === 1 ? tensor : tf.mul(tensor, factor));

/** Maps every tensor of a record, and keeps the names. */
export function mapTensors<S extends Tensors>(tensors: S, map: (tensor: Tensor, name: string) => Tensor): S {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, map(tensor, name)])) as Tensors as S;
}

/** Numbers are multiplied in double precision, so that the product is rounded only once. */
function times(coefficient: number, h: StepLength): StepLength {
  return typeof h === 'number' ? coefficient * h : tf.mul(h, coefficient);
}
