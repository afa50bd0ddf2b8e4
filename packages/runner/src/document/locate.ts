import type { Issue } from '@noprop/core';
import type { DocumentNode, Place } from './node';

/** Adds a place to an issue: a position in a file, or the override in place of a file name. */
export function placed(issue: Issue, place: Place): Issue {
  const { code, path, message, hint } = issue;
  const plain: Issue = { code, path, message, ...(hint === undefined ? {} : { hint }) };
  if ('override' in place) return { ...plain, file: overrideName(place.override) };
  const { file, line, column } = place;
  return { ...plain, ...(file === undefined ? {} : { file }), range: { line, column } };
}

/** Where the value at a dotted path, or else its nearest existing parent, was written. */
export const placeOf = (root: DocumentNode, path: string): Place => find(root, path).node.place;

/**
 * Adds the place to an issue that has only a path. An unexpected key is reported at the key, a wrong value at the
 * value, a missing key at the map that lacks it or at the override that removed it.
 */
export function locateIssue(root: DocumentNode, issue: Issue): Issue {
  if (issue.range !== undefined || issue.file !== undefined) return issue;
  const { node, key } = find(root, issue.path);
  if (KEY_ISSUES.has(issue.code)) return placed(issue, key ?? node.place);
  if (isNullOverBase(node) && issue.hint === undefined) return placed({ ...issue, hint: NO_REMOVAL }, node.place);
  const removal =
    node.kind === 'map' ? [...node.removed].find(([name]) => issue.message.includes(`"${name}"`)) : undefined;
  return placed(issue, MISSING_ISSUES.has(issue.code) && removal !== undefined ? removal[1] : node.place);
}

const KEY_ISSUES: ReadonlySet<string> = new Set(['unknown_key', 'unused_slot']);
const MISSING_ISSUES: ReadonlySet<string> = new Set(['missing_key', 'missing_slot']);

/** Whether the node is a null that replaces a value from a base. */
const isNullOverBase = (node: DocumentNode): boolean =>
  node.kind === 'scalar' && node.value === null && node.replaced !== undefined;
const NO_REMOVAL = 'A null does not remove an inherited value; leave the key out of the base instead.';

/** The node at a dotted path, or else its nearest existing parent. */
function find(root: DocumentNode, path: string): { node: DocumentNode; key: Place | undefined } {
  let [node, key, rest]: [DocumentNode, Place | undefined, string] = [root, undefined, path];
  while (rest !== '') {
    const child = childAt(node, rest);
    if (child === undefined) return { node, key: undefined };
    [node, key, rest] = child;
  }
  return { node, key };
}

/** The first child on a dotted path. Keys may contain dots themselves, so the longest match wins. */
function childAt(node: DocumentNode, path: string): [DocumentNode, Place, string] | undefined {
  const under = (name: string): boolean => path === name || path.startsWith(`${name}.`);
  const after = (name: string): string => path.slice(name.length + 1);
  if (node.kind === 'list') {
    const index = path.split('.')[0] as string;
    const item = node.items[Number(index)];
    return item === undefined ? undefined : [item, item.place, after(index)];
  }
  if (node.kind === 'scalar') return undefined;
  const [name] = [...node.entries.keys()].filter(under).sort((a, b) => b.length - a.length);
  const entry = name === undefined ? undefined : node.entries.get(name);
  return name === undefined || entry === undefined ? undefined : [entry.value, entry.key, after(name)];
}

/** Shown in place of a file name when the issue comes from an override. */
export const overrideName = (operand: string): string => `override ${short(operand)}`;

function short(operand: string): string {
  const line = operand.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
