import type { Tensors } from '@noprop/core';
import { repeat, type Tensor, tf } from '@noprop/engine';
import type { BoundField } from '../field';
import { mapTensors, step } from '../runge-kutta';
import type { Tableau } from '../tableau/tableau';
import { pull } from './vjp';

/** What a backward pass needs to know about the solve. */
export interface Backwards<S extends Tensors, P extends Tensors> {
  /** The field with these parameters. */
  field(parameters: P): BoundField<S>;
  readonly parameters: P;
  readonly tableau: Tableau;
  readonly steps: number;
  /** Length of a forward step; negative if time runs backwards. */
  readonly h: number;
  /** Time of grid point i. */
  timeOf(i: Tensor): Tensor;
}

/** Gradients at the start of the solve. */
export interface Arrived<S extends Tensors, P extends Tensors> {
  readonly state: S;
  readonly parameters: P;
}

/** The stored state at grid point i. */
export type Stored<S extends Tensors> = (i: Tensor) => S;

/** The adjoint equation along the stored states: each step starts from the state stored there. */
export function adjointPass<S extends Tensors, P extends Tensors>(
  back: Backwards<S, P>,
  stored: Stored<S>,
  cotangent: S,
): Arrived<S, P> {
  return walkBack(back, { state: cotangent, parameters: zerosOf(back.parameters) }, (now, i) => {
    const { cotangent: state, parameters } = augmentedStep(back, i, {
      y: stored(i),
      cotangent: now.state,
      parameters: now.parameters,
    });
    return { state, parameters };
  });
}

/** The adjoint equation, with the state integrated backwards alongside it. */
export function backsolvePass<S extends Tensors, P extends Tensors>(
  back: Backwards<S, P>,
  end: S,
  cotangent: S,
): Arrived<S, P> & { readonly reconstructed: S } {
  const first: Augmented<S, P> = { y: end, cotangent, parameters: zerosOf(back.parameters) };
  const { y, cotangent: state, parameters } = walkBack(back, first, (now, i) => augmentedStep(back, i, now));
  return { state, parameters, reconstructed: y };
}

/** Discretize, then optimize: the exact gradient of every step taken. */
export function discretePass<S extends Tensors, P extends Tensors>(
  back: Backwards<S, P>,
  stored: Stored<S>,
  cotangent: S,
): Arrived<S, P> {
  const { tableau, h, timeOf } = back;
  return walkBack(back, { state: cotangent, parameters: zerosOf(back.parameters) }, (now, i) => {
    const start = tf.sub(i, tf.scalar(1, 'int32'));
    const taken = (y: S, given: P): S => step(back.field(given), tableau, timeOf(start), h, y);
    const { state, parameters } = pull(taken, stored(start), back.parameters, now.state);
    return { state, parameters: added(now.parameters, parameters) };
  });
}

/** The state, the adjoint a = dL/dy, and the integral of a df/dtheta so far. */
interface Augmented<S extends Tensors, P extends Tensors> {
  readonly y: S;
  readonly cotangent: S;
  readonly parameters: P;
}

/**
 * One step of y' = f, a' = -a df/dy, g' = -a df/dtheta from grid point i to the one before it. Time is measured
 * in steps, so that the step length scales the small cotangent instead of every parameter gradient.
 */
function augmentedStep<S extends Tensors, P extends Tensors>(
  { field, parameters, tableau, h, timeOf }: Backwards<S, P>,
  i: Tensor,
  now: Augmented<S, P>,
): Augmented<S, P> {
  const end = timeOf(i);
  const rate = (elapsed: Tensor, flat: Tensors): Tensors => {
    const { y, cotangent } = split<S, P>(flat);
    const t = tf.sub(end, tf.mul(elapsed, h));
    const scaled = mapTensors(cotangent, (a) => tf.mul(a, h));
    const pulled = pull((state, given) => field(given)(t, state), y, parameters, scaled);
    const backwards = mapTensors(pulled.value, (f) => tf.mul(f, -h));
    return joined({ y: backwards, cotangent: pulled.state, parameters: pulled.parameters });
  };
  return split(step(rate, tableau, tf.scalar(0), 1, joined(now)));
}

/** Loops over the grid points `steps`, ..., 1. */
function walkBack<T>({ steps }: { readonly steps: number }, first: T, body: (now: T, i: Tensor) => T): T {
  return repeat(steps, first, (now, n) => body(now, tf.sub(tf.scalar(steps, 'int32'), n)));
}

/** Flattens the groups into one record, because integration takes only flat records. */
const joined = (groups: Augmented<Tensors, Tensors>): Tensors =>
  Object.fromEntries(
    Object.entries(groups).flatMap(([group, tensors]) =>
      Object.entries(tensors as Tensors).map(([name, tensor]) => [`${group}:${name}`, tensor]),
    ),
  );

function split<S extends Tensors, P extends Tensors>(flat: Tensors): Augmented<S, P> {
  const group = (prefix: string): Tensors =>
    Object.fromEntries(
      Object.entries(flat)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, tensor]) => [name.slice(prefix.length), tensor]),
    );
  return { y: group('y:') as S, cotangent: group('cotangent:') as S, parameters: group('parameters:') as P };
}

const zerosOf = <P extends Tensors>(tensors: P): P => mapTensors(tensors, (tensor) => tf.zerosLike(tensor));

const added = <P extends Tensors>(sum: P, more: P): P =>
  mapTensors(sum, (tensor, name) => tf.add(tensor, more[name] as Tensor));
