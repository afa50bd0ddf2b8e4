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

/**
 * @param what names the tree in messages, e.g. `the input of step`
 * @throws EngineError `not_a_tensor` naming the path of anything but tensors, records and arrays;
 * `disposed_tensor` naming the path of a tensor that is gone
 */
export function flatten(tree: unknown, what: string): Flattened {
  const leaves: Tensor[] = [];
  const visit = (node: unknown, path: string): Structure => {
    if (node instanceof Tensor) {
      if (!node.isDisposed) return leaves.push(node) - 1;
      throw new EngineError(
        'disposed_tensor',
        `${subject(path, what)} is a tensor that was disposed. Keep it alive until then.`,
      );
    }
    if (Array.isArray(node)) return node.map((child, i) => visit(child, `${path}[${i}]`));
    if (isRecord(node)) {
      // By key, so that two records of the same tensors have one signature.
      const entries = Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1));
      return Object.fromEntries(entries.map(([key, child]) => [key, visit(child, `${path}.${key}`)]));
    }
    throw new EngineError(
      'not_a_tensor',
      `${subject(path, what)} is of type ${typeOf(node)}; compiled functions take and return tensors only, in records and arrays. Wrap a number that changes as tf.scalar(...), and bind the others in the closure.`,
    );
  };
  return { structure: visit(tree, ''), leaves };
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

/** `The input of step`, or `rate[1] in the input of step` for what lies inside. */
function subject(path: string, what: string): string {
  return path === '' ? `${what.slice(0, 1).toUpperCase()}${what.slice(1)}` : `${path.replace(/^\./, '')} in ${what}`;
}

function isRecord(node: unknown): node is Readonly<Record<string, unknown>> {
  if (typeof node !== 'object' || node === null) return false;
  const prototype = Object.getPrototypeOf(node);
  return prototype === Object.prototype || prototype === null;
}

function typeOf(node: unknown): string {
  return typeof node === 'object' && node !== null ? node.constructor.name : String(node === null ? null : typeof node);
}
