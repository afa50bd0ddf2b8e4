import type { Range } from '@noprop/core';

/** Where something was written: in a file, or by an override on the command line. */
export type Place = Position | { readonly override: string };

/** A position in the pipeline, or in the base that `file` names. */
export interface Position extends Range {
  readonly file?: string;
}

export type Scalar = string | number | boolean | null;

/** A value of the document, with the place where it was written. */
export type DocumentNode = ScalarNode | MapNode | ListNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: Scalar;
  readonly place: Place;
  /** Place of the base's value that this one replaced. */
  readonly replaced?: Place;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, MapEntry>;
  /** Keys that overrides removed, each with its override. */
  readonly removed: ReadonlyMap<string, Place>;
  readonly place: Place;
}

export interface MapEntry {
  readonly key: Place;
  readonly value: DocumentNode;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly DocumentNode[];
  readonly place: Place;
}

/** The plain value of a node. */
export function toPlain(node: DocumentNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toPlain);
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, toPlain(value)]));
}

/** Every dotted path in a node, to maps and lists as well as scalars. */
export function pathsOf(node: DocumentNode, prefix = ''): string[] {
  if (node.kind === 'scalar') return [];
  const children: readonly (readonly [string | number, DocumentNode])[] =
    node.kind === 'map'
      ? [...node.entries].map(([key, { value }]) => [key, value] as const)
      : [...node.items.entries()];
  return children.flatMap(([key, child]) => [`${prefix}${key}`, ...pathsOf(child, `${prefix}${key}.`)]);
}
