import type { Tensors } from '@noprop/core';
import { repeat, type Tensor, tf } from '@noprop/engine';
import type { BoundField } from '../field';
import { mapTensors, step } from '../runge-kutta';
import type { Tableau } from '../tableau/tableau';
import { pull } from './vjp';

/** What a pass backwards knows of the solve. */
export interface Backwards<S extends Tensors, P extends Tensors> {
  /** The field under these parameters. */
  field(parameters: P): BoundField<S>;
  readonly parameters: P;
  readonly tableau: Tableau;
  readonly steps: number;
  /** Length of a step forwards. */
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

/** The adjoint equation along the stored states: each step starts from the state that was passed there. */
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

/** The adjoint equation with the state integrated backwards beside it. */
export function backsolvePass<S extends Tensors, P extends Tensors>(
  back: Backwards<S, P>,
  end: S,
  cotangent: S,
): Arrived<S, P> & { readonly reconstructed: S } {
  const first: Augmented<S, P> = { y: end, cotangent, parameters: zerosOf(back.parameters) };
  const { y, cotangent: state, parameters } = walkBack(back, first, (now, i) => augmentedStep(back, i, now));
  return { state, parameters, reconstructed: y };
}

/** Discretise, then optimise: the gradient of every step as it was taken. */
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

/** The state, the adjoint a = dL/dy, and the integral of a df/dtheta up to here. */
interface Augmented<S extends Tensors, P extends Tensors> {
  readonly y: S;
  readonly cotangent: S;
  readonly parameters: P;
}

/**
 * A step of y' = f, a' = -a df/dy, g' = -a df/dtheta from grid point i to the one before it. In units of
 * the step, so that its length scales the small cotangent and not each gradient of a parameter.
 */
function augmentedStep<S extends Tensors, P extends Tensors>(
  { field, parameters, tableau, h, timeOf }: Backwards<S, P>,
  i: Tensor,
  now: Augmented<S, P>,
): Augmented<S, P> {
  const end = timeOf(i);
  const rate = (elapsed: Tensor, flat: Tensors): Tensors => {
    const { y, cotangent } = parted<S, P>(flat);
    const t = tf.sub(end, tf.mul(elapsed, h));
    const scaled = mapTensors(cotangent, (a) => tf.mul(a, h));
    const pulled = pull((state, given) => field(given)(t, state), y, parameters, scaled);
    const backwards = mapTensors(pulled.value, (f) => tf.mul(f, -h));
    return joined({ y: backwards, cotangent: pulled.state, parameters: pulled.parameters });
  };
  return parted(step(rate, tableau, tf.scalar(0), 1, joined(now)));
}

/** A loop over the grid points `steps`, ..., 1. */
function walkBack<T>({ steps }: { readonly steps: number }, first: T, body: (now: T, i: Tensor) => T): T {
  return repeat(steps, first, (now, n) => body(now, tf.sub(tf.scalar(steps, 'int32'), n)));
}

/** Integration knows flat records only. */
const joined = (parts: Augmented<Tensors, Tensors>): Tensors =>
  Object.fromEntries(
    Object.entries(parts).flatMap(([part, tensors]) =>
      Object.entries(tensors as Tensors).map(([name, tensor]) => [`${part}:${name}`, tensor]),
    ),
  );

function parted<S extends Tensors, P extends Tensors>(flat: Tensors): Augmented<S, P> {
  const part = (prefix: string): Tensors =>
    Object.fromEntries(
      Object.entries(flat)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, tensor]) => [name.slice(prefix.length), tensor]),
    );
  return { y: part('y:') as S, cotangent: part('cotangent:') as S, parameters: part('parameters:') as P };
}

const zerosOf = <P extends Tensors>(tensors: P): P => mapTensors(tensors, (tensor) => tf.zerosLike(tensor));

const added = <P extends Tensors>(sum: P, more: P): P =>
  mapTensors(sum, (tensor, name) => tf.add(tensor, more[name] as Tensor));
