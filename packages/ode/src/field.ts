import type { Tensors } from '@noprop/core';
import type { Tensor } from '@noprop/engine';
import { odeError } from './errors';

/** A state: float32 tensors by name. */
export type State<K extends string> = Readonly<Record<K, Tensor>>;

/**
 * The right-hand side of dy/dt = f(t, y; parameters): the derivative of every tensor of the state,
 * under the same names and in the same shapes. Pure.
 *
 * @param t float32 scalar
 * @param state float32 tensors by name, all of them part of y
 * @param parameters what f depends on and is not integrated, as given to the solve; a field may take
 * them from its closure instead, but a gradient can only be taken with respect to those given here
 */
export type VectorField<S extends Tensors, P extends Tensors = NoParameters> = (
  t: Tensor,
  state: S,
  parameters: P,
) => S;

export type NoParameters = Readonly<Record<string, never>>;

/** The options of a solve carry the parameters exactly where the field wants some. */
export type WithParameters<P extends Tensors> = NoParameters extends P
  ? { readonly parameters?: P }
  : { readonly parameters: P };

/** A field that is told its parameters, checked at every evaluation, and counted. */
export type BoundField<S extends Tensors> = (t: Tensor, state: S) => S;

/**
 * A field with its parameters, whose derivative is checked against the state: tfjs would broadcast a
 * derivative of another shape without a word.
 *
 * @throws NopropError `invalid_state` when the state is empty or not all float32
 */
export function bindField<S extends Tensors, P extends Tensors>(
  field: VectorField<S, P>,
  state: S,
  { parameters }: { readonly parameters?: P },
): BoundField<S> {
  assertState(state);
  const wanted = describe(state);
  return (t, current) => {
    const derivative = field(t, current, parameters ?? ({} as P));
    const found = describe(derivative);
    if (found === wanted) return derivative;
    throw odeError(
      'field_mismatch',
      `A field must return the derivative of its state ${wanted}, found ${found}.`,
      'A derivative has the names, shapes and types of its state.',
    );
  };
}

function assertState(state: Tensors): void {
  const tensors = Object.values(state);
  if (tensors.length > 0 && tensors.every(({ dtype }) => dtype === 'float32')) return;
  throw odeError(
    'invalid_state',
    `A state must be one or more float32 tensors by name, found ${describe(state)}.`,
    'Give what is not integrated as parameters.',
  );
}

/** `{ v: [2, 3], z: int32 [4] }`, sorted by name. */
function describe(tensors: Tensors): string {
  const entries = Object.entries(tensors).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = entries.map(([name, { dtype, shape }]) => {
    return `${name}: ${dtype === 'float32' ? '' : `${dtype} `}[${shape.join(', ')}]`;
  });
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}
