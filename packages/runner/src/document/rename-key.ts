import type { Issue } from '@noprop/core';
import { placed } from './locate';
import type { DocumentNode, MapEntry, MapNode } from './node';

/** A key that is still read by its name in an earlier version. */
export interface RenamedKey {
  readonly old: string;
  readonly current: string;
  /** Dotted path of the map with the key and a dot; empty at the top. */
  readonly prefix?: string;
}

export interface Renamed {
  readonly root: MapNode;
  readonly issues: readonly Issue[];
}

/** Gives a key of a map its current name, without changing where it was written. Refuses a map that has both. */
export function renameKey(root: MapNode, { old, current, prefix = '' }: RenamedKey): Renamed {
  const entry = root.entries.get(old);
  if (entry === undefined) return { root, issues: [] };
  const isTwice = root.entries.has(current);
  const entries = [...root.entries].flatMap(([key, value]): (readonly [string, MapEntry])[] =>
    key !== old ? [[key, value]] : isTwice ? [] : [[current, value]],
  );
  const issue: Issue = {
    code: 'duplicate_key',
    path: `${prefix}${old}`,
    message: `"${old}" and "${current}" mean the same, and only one of them may be given.`,
    hint: `Keep "${current}" and remove "${old}".`,
  };
  return {
    root: { ...root, entries: new Map(entries) },
    issues: isTwice ? [placed(issue, entry.key)] : [],
  };
}

/** Applies a change to the map at a key; without such a map, nothing changes. */
export function renameInside(root: MapNode, key: string, change: (map: MapNode) => Renamed): Renamed {
  const entry = root.entries.get(key);
  if (entry === undefined || !isMap(entry.value)) return { root, issues: [] };
  const { root: value, issues } = change(entry.value);
  return { root: { ...root, entries: new Map(root.entries).set(key, { ...entry, value }) }, issues };
}

const isMap = (node: DocumentNode): node is MapNode => node.kind === 'map';
