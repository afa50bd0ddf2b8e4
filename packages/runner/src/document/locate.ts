import type { Issue } from '@noprop/core';
import type { DocumentNode, Place } from './node';

/** An issue at a place: a position in the file, or the override in place of the file's name. */
export function placed(issue: Issue, place: Place): Issue {
  const { code, path, message, hint } = issue;
  const plain: Issue = { code, path, message, ...(hint === undefined ? {} : { hint }) };
  if ('override' in place) return { ...plain, file: overrideName(place.override) };
  const { file, line, column } = place;
  return { ...plain, ...(file === undefined ? {} : { file }), range: { line, column } };
}

/** Where the value at a dotted path was written, or its nearest parent that is there. */
export const placeOf = (root: DocumentNode, path: string): Place => find(root, path).node.place;

/**
 * Adds the place to an issue that knows only its path. Keys that should not be there are shown at the key, values at the
 * value, what is missing at the map that lacks it or at the override that removed it.
 */
export function locateIssue(root: DocumentNode, issue: Issue): Issue {
  if (issue.range !== undefined || issue.file !== undefined) return issue;
  const { node, key } = find(root, issue.path);
  if (KEY_ISSUES.has(issue.code)) return placed(issue, key ?? node.place);
  if (isVainRemoval(node) && issue.hint === undefined) return placed({ ...issue, hint: NO_REMOVAL }, node.place);
  const removal =
    node.kind === 'map' ? [...node.removed].find(([name]) => issue.message.includes(`"${name}"`)) : undefined;
  return placed(issue, MISSING_ISSUES.has(issue.code) && removal !== undefined ? removal[1] : node.place);
}

const KEY_ISSUES: ReadonlySet<string> = new Set(['unknown_key', 'unused_slot']);
const MISSING_ISSUES: ReadonlySet<string> = new Set(['missing_key', 'missing_slot']);

/** A null in place of what a base gives. */
const isVainRemoval = (node: DocumentNode): boolean =>
  node.kind === 'scalar' && node.value === null && node.replaced !== undefined;
const NO_REMOVAL = 'A null does not take away what a base gives: leave the key out of that base.';

/** The node at a dotted path, or its nearest parent that is there. */
function find(root: DocumentNode, path: string): { node: DocumentNode; key: Place | undefined } {
  let [node, key, rest]: [DocumentNode, Place | undefined, string] = [root, undefined, path];
  while (rest !== '') {
    const child = childAt(node, rest);
    if (child === undefined) return { node, key: undefined };
    [node, key, rest] = child;
  }
  return { node, key };
}

/** The child that a dotted path leads to first; keys may hold dots themselves. */
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

/** What stands for the file where an override is the place of an issue. */
export const overrideName = (operand: string): string => `override ${short(operand)}`;

function short(operand: string): string {
  const line = operand.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
