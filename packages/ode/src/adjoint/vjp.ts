import type { Tensors } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import { mapTensors } from '../runge-kutta';

/** A value, and the vector-Jacobian products of its function. */
export interface Pulled<S extends Tensors, P extends Tensors> {
  readonly value: S;
  /** Cotangent times df/dstate. */
  readonly state: S;
  /** Cotangent times df/dparameters; zeros for what the function does not use. */
  readonly parameters: P;
}

/**
 * One pass forwards and one backwards through `fn`. Never call it inside a gradient: tfjs's gradients of
 * gradients are wrong or missing for many operations.
 *
 * @param fn gives tensors of the names and shapes of its state, computed from its arguments: no
 * derivative is taken of what comes from a closure
 * @param cotangent what the value's tensors are multiplied with, of their names and shapes
 */
export function vjp<S extends Tensors, P extends Tensors>(
  fn: (state: S, parameters: P) => S,
  state: S,
  parameters: P,
  cotangent: S,
): Pulled<S, P> {
  return tf.tidy(() => {
    // Tensors of their own: one that is given under two names has a derivative for each.
    const at = { state: mapTensors(state, tf.clone), parameters: mapTensors(parameters, tf.clone) };
    const names = Object.keys(state);
    let kept: Tensors = {};
    const flat = (tensors: Tensors): Tensor =>
      tf.concat(names.map((name) => tf.reshape(tensors[name] as Tensor, [-1])));
    const forward = (): Tensor => {
      const value = fn(at.state, at.parameters);
      kept = mapTensors(value, (tensor) => tf.keep(tf.clone(tensor)));
      return flat(value);
    };
    const arguments_ = [...Object.values(at.state), ...Object.values(at.parameters)];
    const { grads } = tf.engine().gradients(forward, arguments_, flat(cotangent), true);
    const found = new Map(arguments_.map((tensor, i) => [tensor, grads[i]]));
    const slope = (tensor: Tensor): Tensor => found.get(tensor) ?? tf.zerosLike(tensor);
    const value = mapTensors(kept, tf.clone);
    tf.dispose(kept as never);
    return { value, state: mapTensors(at.state, slope), parameters: mapTensors(at.parameters, slope) } as never;
  }) as unknown as Pulled<S, P>;
}
