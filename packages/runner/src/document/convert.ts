import type { Issue } from '@noprop/core';
import { isAlias, isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import type { DocumentNode, MapEntry, Place, Scalar } from './node';

/** Maps a character offset to its place. */
export type PlaceOf = (offset: number) => Place;

/** An issue and its place. */
export interface PlacedIssue extends Issue {
  readonly place: Place;
}

/**
 * Converts the nodes of the yaml package to document nodes. Refuses aliases, keys that are not strings, reserved
 * JavaScript names, duplicate keys and numbers that JavaScript cannot represent exactly. Refused keys are left out of
 * the result.
 */
export function convert(
  root: unknown,
  placeOf: PlaceOf,
): { readonly root: DocumentNode; readonly issues: readonly PlacedIssue[] } {
  const issues: PlacedIssue[] = [];
  const report = (place: Place, path: string, code: string, message: string, hint: string): void => {
    issues.push({ code, path, message, hint, place });
  };

  const convertNode = (node: unknown, path: string, fallback: Place): DocumentNode => {
    const place = placeAt(node, placeOf) ?? fallback;
    if (isMap(node)) return { kind: 'map', entries: convertPairs(node, path, place), removed: new Map(), place };
    if (isSeq(node)) return { kind: 'list', items: convertItems(node, path, place), place };
    if (isAlias(node)) {
      const message = `The alias "*${node.source}" is not allowed: aliases can blow up a small file.`;
      report(place, path, 'alias', message, 'Write the value out.');
    }
    if (!isScalar(node)) return { kind: 'scalar', value: null, place };
    if (typeof node.value === 'number' && !isExact(node.value, node.source)) {
      const source = node.source ?? String(node.value);
      const shown = source.length > 40 ? `${source.slice(0, 37)}...` : source;
      report(
        place,
        path,
        'bad_number',
        `The number ${shown} cannot be represented exactly.`,
        'Use a finite number; integers must be below 2^53.',
      );
    }
    return { kind: 'scalar', value: node.value as Scalar, place };
  };

  const convertItems = (list: YAMLSeq, path: string, place: Place): DocumentNode[] =>
    list.items.map((item, i) => convertNode(item, join(path, String(i)), place));

  const convertPairs = (map: YAMLMap, path: string, place: Place): Map<string, MapEntry> => {
    const entries = new Map<string, MapEntry>();
    for (const { key, value } of map.items) {
      const at = placeAt(key, placeOf) ?? place;
      if (!isScalar(key) || typeof key.value !== 'string') {
        report(at, path, 'bad_key', 'Keys must be strings.', 'Put the key in quotes.');
        continue;
      }
      const name = key.value;
      const first = entries.get(name);
      if (isReservedKey(name)) {
        report(
          at,
          join(path, name),
          'bad_key',
          `The key "${name}" is not allowed.`,
          'It is a reserved name in JavaScript.',
        );
      } else if (first !== undefined) {
        const where = 'line' in first.key ? `; the first is on line ${first.key.line}` : '';
        report(at, join(path, name), 'duplicate_key', `Duplicate key "${name}"${where}.`, 'Keep only one of them.');
      } else entries.set(name, { key: at, value: convertNode(value, join(path, name), at) });
    }
    return entries;
  };

  return { root: convertNode(root, '', placeOf(0)), issues };
}

/** True for a key that must never be set. */
export const isReservedKey = (key: string): boolean => RESERVED.has(key);

const RESERVED: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

/** Whether a number is finite and, if it is an integer, keeps all its digits. */
function isExact(value: number, source: string | undefined): boolean {
  const isInteger = source === undefined ? Number.isInteger(value) : /^[-+]?[0-9]+$|^0[xo]/.test(source);
  return Number.isFinite(value) && (!isInteger || Number.isSafeInteger(value));
}

function placeAt(node: unknown, placeOf: PlaceOf): Place | undefined {
  const offset = (node as { range?: readonly [number, ...number[]] | null } | null | undefined)?.range?.[0];
  return offset === undefined ? undefined : placeOf(offset);
}
