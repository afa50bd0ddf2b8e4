import type { Issue } from '@noprop/core';
import type { DocumentNode, MapNode } from './node';
import { type Renamed, renameInside, renameKey } from './rename-key';

/** Version 0.1 had `progress` for `evaluateEvery`, with `every` for `epochs`. */
const OLD = 'progress';
const CURRENT = 'evaluateEvery';

/** A pipeline with the current names of its keys. Every value keeps the place where it was written. */
export function withCurrentKeys<N extends DocumentNode>(
  root: N,
): { readonly root: N; readonly issues: readonly Issue[] };
export function withCurrentKeys(root: DocumentNode) {
  if (root.kind !== 'map') return { root, issues: [] };
  const inside = renameInside(root, OLD, renameInterval);
  const outside = renameKey(inside.root, { old: OLD, current: CURRENT });
  return { root: outside.root, issues: [...inside.issues, ...outside.issues] };
}

/** The path of an override with the current names of its keys. */
export function currentPath([first = '', ...rest]: readonly string[]): readonly string[] {
  if (first !== OLD) return [first, ...rest];
  const [second, ...deeper] = rest;
  return second === 'every' ? [CURRENT, 'epochs', ...deeper] : [CURRENT, ...rest];
}

/** The value of an override, whose path is given as written, with the current names of its keys. */
export function withCurrentValue(
  path: string,
  value: DocumentNode,
): { readonly root: DocumentNode; readonly issues: readonly Issue[] } {
  return path === OLD && value.kind === 'map' ? renameInterval(value) : { root: value, issues: [] };
}

const renameInterval = (map: MapNode): Renamed =>
  renameKey(map, { old: 'every', current: 'epochs', prefix: `${OLD}.` });
