import { Tensor } from '@tensorflow/tfjs-core';
import { EngineError } from '../errors';

/** A tensor, or records and arrays of trees. */
export type Tree = Tensor | { readonly [key: string]: Tree } | readonly Tree[];

/** The leaves of a tree in order, with the structure needed to rebuild the tree. */
export interface Flattened {
  readonly leaves: readonly Tensor[];
  /** The tree with each leaf replaced by its index. */
  readonly structure: Structure;
}

export type Structure = number | { readonly [key: string]: Structure } | readonly Structure[];

/**
 * Collects the tensors of a tree.
 *
 * @param what names the tree in messages, e.g. `the input of step`
 * @throws EngineError `not_a_tensor` with the path of anything but tensors, records and arrays;
 * `disposed_tensor` with the path of a disposed tensor
 */
export function flatten(tree: unknown, what: string): Flattened {
  const leaves: Tensor[] = [];
  const visit = (node: unknown, path: string): Structure => {
    if (node instanceof Tensor) {
      if (!node.isDisposed) return leaves.push(node) - 1;
      throw new EngineError(
        'disposed_tensor',
        `Expected ${place(path, what)} to be a live tensor, got a disposed one. Keep it alive during the call.`,
      );
    }
    if (Array.isArray(node)) return node.map((child, i) => visit(child, `${path}[${i}]`));
    if (isRecord(node)) {
      // Sorted by key, so that key order does not affect the signature.
      const entries = Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1));
      return Object.fromEntries(entries.map(([key, child]) => [key, visit(child, `${path}.${key}`)]));
    }
    throw new EngineError(
      'not_a_tensor',
      `Expected ${place(path, what)} to be a tensor, or a record or array of tensors, got ${typeOf(node)}. ` +
        'Wrap a number that changes in tf.scalar(...); capture constants in the closure.',
    );
  };
  return { structure: visit(tree, ''), leaves };
}

/** Rebuilds a tree of this structure with these leaves. */
export function unflatten(structure: Structure, leaves: readonly Tensor[]): Tree {
  if (typeof structure === 'number') return leaves[structure] as Tensor;
  if (Array.isArray(structure)) return (structure as readonly Structure[]).map((child) => unflatten(child, leaves));
  return Object.fromEntries(Object.entries(structure).map(([key, child]) => [key, unflatten(child, leaves)]));
}

/** Structure, types and shapes as text; inputs with equal signatures share one traced function. */
export function signatureOf({ structure, leaves }: Flattened): string {
  return `${JSON.stringify(structure)} ${leaves.map(({ dtype, shape }) => `${dtype}[${shape.join()}]`).join(' ')}`;
}

/** `the input of step`, or `rate[1] in the input of step` for a node inside it. */
function place(path: string, what: string): string {
  return path === '' ? what : `${path.replace(/^\./, '')} in ${what}`;
}

function isRecord(node: unknown): node is Readonly<Record<string, unknown>> {
  if (typeof node !== 'object' || node === null) return false;
  const prototype = Object.getPrototypeOf(node);
  return prototype === Object.prototype || prototype === null;
}

function typeOf(node: unknown): string {
  return typeof node === 'object' && node !== null ? node.constructor.name : String(node === null ? null : typeof node);
}
