import type { Tensors } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import { mapTensors } from '../runge-kutta';

/** A value, and the vector-Jacobian products of its function. */
export interface Pulled<S extends Tensors, P extends Tensors> {
  readonly value: S;
  /** Cotangent times df/dstate. */
  readonly state: S;
  /** Cotangent times df/dparameters; zeros for parameters that the function does not use. */
  readonly parameters: P;
}

/**
 * One forward and one backward pass through a field or a step.
 *
 * @param fn returns tensors with the names and shapes of its state, computed from its arguments
 * @param cotangent multiplies the tensors of the value, and has their names and shapes
 */
export function pull<S extends Tensors, P extends Tensors>(
  fn: (state: S, parameters: P) => S,
  state: S,
  parameters: P,
  cotangent: S,
): Pulled<S, P> {
  return tf.tidy(() => {
    const names = Object.keys(state);
    const flat = (tensors: Tensors): Tensor =>
      tf.concat(names.map((name) => tf.reshape(tensors[name] as Tensor, [-1])));
    let kept: Tensors = {};
    const forward = (given: { readonly state: S; readonly parameters: P }): Tensor => {
      const value = fn(given.state, given.parameters);
      kept = mapTensors(value, (tensor) => tf.keep(tf.clone(tensor)));
      return flat(value);
    };
    const slopes = vjp(forward, { state, parameters }, flat(cotangent));
    const value = mapTensors(kept, tf.clone);
    tf.dispose(kept as never);
    return { value, ...slopes } as never;
  }) as unknown as Pulled<S, P>;
}

/**
 * The vector-Jacobian product of a function: gradients of sum(cotangent fn) with respect to all its inputs, zeros
 * for those it does not use. Never call it inside a gradient: tfjs's gradients of gradients are wrong or missing
 * for many operations.
 *
 * @param fn takes groups of tensors by name; tensors from its closure count as constants
 * @param cotangent has the shape of the value; defaults to 1, for a scalar value
 */
export function vjp<G extends Readonly<Record<string, Tensors>>>(
  fn: (groups: G) => Tensor,
  groups: G,
  cotangent?: Tensor,
): G {
  return tf.tidy(() => {
    // Clone, so that a tensor given under two names gets a gradient for each.
    const at = mapGroups(groups, tf.clone);
    const given = Object.values(at).flatMap((tensors) => Object.values(tensors));
    const { grads } = tf.engine().gradients(() => fn(at), given, cotangent, true);
    const found = new Map(given.map((tensor, i) => [tensor, grads[i]]));
    return mapGroups(at, (tensor) => found.get(tensor) ?? tf.zerosLike(tensor)) as never;
  }) as unknown as G;
}

function mapGroups<G extends Readonly<Record<string, Tensors>>>(groups: G, map: (tensor: Tensor) => Tensor): G {
  return Object.fromEntries(
    Object.entries(groups).map(([name, tensors]) => [name, mapTensors(tensors, map)]),
  ) as Readonly<Record<string, Tensors>> as G;
}
