import { Tensor } from '@tensorflow/tfjs-core';
import { EngineError } from '../errors';

/** A tensor, or records and arrays of trees. */
export type Tree = Tensor | { readonly [key: string]: Tree } | readonly Tree[];

/** The leaves of a tree in order, and what is needed to build such a tree again. */
export interface Flattened {
  readonly leaves: readonly Tensor[];
  /** The tree with each leaf replaced by its number. */
  readonly structure: Structure;
}

export type Structure = number | { readonly [key: string]: Structure } | readonly Structure[];

/** @throws EngineError `not_a_tensor` naming the path of anything but tensors, records and arrays */
export function flatten(tree: unknown, what: string): Flattened {
  const leaves: Tensor[] = [];
  const visit = (node: unknown, path: string): Structure => {
    if (node instanceof Tensor) return leaves.push(node) - 1;
    if (Array.isArray(node)) return node.map((child, i) => visit(child, `${path}[${i}]`));
    if (typeof node === 'object' && node !== null) {
      // By key, so that two records of the same tensors have one signature.
      const entries = Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1));
      return Object.fromEntries(entries.map(([key, child]) => [key, visit(child, `${path}.${key}`)]));
    }
    const found = node === undefined ? 'nothing' : typeof node;
    throw new EngineError(
      'not_a_tensor',
      `${path} is ${found}; compiled functions take and return tensors only. Wrap a number that changes as tf.scalar(...), and bind the others in the closure.`,
    );
  };
  return { structure: visit(tree, what), leaves };
}

/** The tree of that structure with these leaves. */
export function unflatten(structure: Structure, leaves: readonly Tensor[]): Tree {
  if (typeof structure === 'number') return leaves[structure] as Tensor;
  if (Array.isArray(structure)) return (structure as readonly Structure[]).map((child) => unflatten(child, leaves));
  return Object.fromEntries(Object.entries(structure).map(([key, child]) => [key, unflatten(child, leaves)]));
}

/** Identifies inputs that one traced function serves: same structure, types and shapes. */
export function signatureOf({ structure, leaves }: Flattened): string {
  return `${JSON.stringify(structure)} ${leaves.map(({ dtype, shape }) => `${dtype}[${shape.join()}]`).join(' ')}`;
}
