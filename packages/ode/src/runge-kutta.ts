import type { Tensors } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import type { BoundField } from './field';
import type { Tableau } from './tableau/tableau';

/** The length of a step, negative when time runs backwards: a number, or a float32 scalar where it changes. */
export type StepLength = number | Tensor;

/**
 * The first `count` stages k_i = f(t + c_i h, y + h sum_j a_ij k_j).
 *
 * @param first k_0 where it is known already
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

/** y + h sum_i w_i k_i; small terms are summed first, so that they are rounded together. */
export function displaced<S extends Tensors>(
  state: S,
  stages: readonly S[],
  weights: readonly number[],
  h: StepLength,
): S {
  const change = weighted(stages, weights, h);
  return mapTensors(state, (y, name) => tf.add(y, change[name] as Tensor));
}

/** h sum_i w_i k_i over the stages that are given; all other weights count as 0. */
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

/** Spares a pass over the numbers where a step has length 1. */
const scaled = (tensor: Tensor, factor: StepLength): Tensor => (factor === 1 ? tensor : tf.mul(tensor, factor));

/** A record of the same names. */
export function mapTensors<S extends Tensors>(tensors: S, map: (tensor: Tensor, name: string) => Tensor): S {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, map(tensor, name)])) as Tensors as S;
}

/** Products of numbers are made in double precision and rounded once. */
function times(coefficient: number, h: StepLength): StepLength {
  return typeof h === 'number' ? coefficient * h : tf.mul(h, coefficient);
}
