import type { Tensors } from '@noprop/core';
import type { Tensor } from '@noprop/engine';
import { odeError } from './errors';

/** A state: float32 tensors by name. */
export type State<K extends string> = Readonly<Record<K, Tensor>>;

/**
 * The right-hand side of dy/dt = f(t, y; parameters): the derivative of every tensor of the state,
 * under the same names and with the same shapes. It must be pure.
 *
 * @param t a float32 scalar
 * @param state float32 tensors by name, which together form y
 * @param parameters tensors that f depends on but that are not integrated, as given to the solve; a field may
 * take them from its closure instead, but only those given here can have gradients
 */
export type VectorField<S extends Tensors, P extends Tensors = NoParameters> = (
  t: Tensor,
  state: S,
  parameters: P,
) => S;

export type NoParameters = Readonly<Record<string, never>>;

/** The parameters option of a solve, required if the field takes any. */
export type WithParameters<P extends Tensors> = NoParameters extends P
  ? { readonly parameters?: P }
  : { readonly parameters: P };

/** A field with its parameters, whose derivative is checked at every evaluation. */
export type BoundField<S extends Tensors> = (t: Tensor, state: S) => S;

/**
 * Binds a field to its parameters and checks its derivative against the state, because tfjs would silently
 * broadcast a derivative of another shape.
 *
 * @throws NopropError `invalid_state` if the state is empty or not all float32
 */
export function bindField<S extends Tensors, P extends Tensors>(
  field: VectorField<S, P>,
  state: S,
  { parameters }: { readonly parameters?: P },
): BoundField<S> {
  assertState(state);
  const expected = describe(state);
  return (t, current) => {
    const derivative = field(t, current, parameters ?? ({} as P));
    const found = describe(derivative);
    if (found === expected) return derivative;
    throw odeError(
      'field_mismatch',
      `Expected the field to return ${expected}, got ${found}.`,
      'A derivative has the names, shapes and types of its state.',
    );
  };
}

function assertState(state: Tensors): void {
  const tensors = Object.values(state);
  if (tensors.length > 0 && tensors.every(({ dtype }) => dtype === 'float32')) return;
  throw odeError(
    'invalid_state',
    `Expected a state of one or more named float32 tensors, got ${describe(state)}.`,
    'Pass tensors that are not integrated as parameters.',
  );
}

/** `{ v: [2, 3], z: int32 [4] }`, sorted by name. */
function describe(tensors: Tensors): string {
  const entries = Object.entries(tensors).sort(([a], [b]) => (a < b ? -1 : 1));
  const fields = entries.map(([name, { dtype, shape }]) => {
    return `${name}: ${dtype === 'float32' ? '' : `${dtype} `}[${shape.join(', ')}]`;
  });
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
