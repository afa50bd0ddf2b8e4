import { didYouMean, type Issue } from '@noprop/core';
import { placed } from './locate';
import { type DocumentNode, type ListNode, type MapNode, pathsOf } from './node';
import { type Override, parseOverride } from './override';

/** A key that an override set although the document does not have it; valid if a schema has the key. */
export interface CreatedKey {
  readonly operand: string;
  readonly path: readonly string[];
}

export interface Overridden {
  readonly root: DocumentNode;
  readonly created: readonly CreatedKey[];
  readonly issues: readonly Issue[];
}

/** Applies overrides in order, before validation. */
export function applyOverrides(document: DocumentNode, operands: readonly string[]): Overridden {
  const created: CreatedKey[] = [];
  const issues: Issue[] = [];
  let root = document;
  for (const operand of operands) {
    const override = parseOverride(operand);
    if ('issues' in override) {
      issues.push(...override.issues);
      continue;
    }
    const exists = nodeAt(root, override.path) !== undefined;
    const problem = misuse(root, override, exists);
    const changed = problem ?? change(root, override, override.path);
    if ('code' in changed) issues.push(placed(changed, { override: operand }));
    else {
      root = changed;
      if (override.kind === 'set' && !exists) created.push({ operand, path: override.path });
    }
  }
  return { root, created, issues };
}

/** The issue for a key that neither the document nor a schema has. */
export function unknownOverride(operand: string, path: readonly string[], choices: readonly string[]): Issue {
  const written = path.join('.');
  const elsewhere = choices.find((choice) => choice.endsWith(`.${written}`));
  const near = elsewhere === undefined ? didYouMean(written, choices) : `Did you mean "${elsewhere}"?`;
  const add = operand.startsWith('~') ? undefined : `To add it, write +${operand}.`;
  const hint = [near, add].filter((part) => part !== undefined).join(' ');
  const message = `The pipeline has no "${written}".`;
  return placed(
    { code: 'unknown_override', path: '', message, ...(hint === '' ? {} : { hint }) },
    { override: operand },
  );
}

function misuse(root: DocumentNode, { kind, path, operand }: Override, exists: boolean): Issue | undefined {
  if (kind === 'remove' && !exists) return unknownOverride(operand, path, pathsOf(root));
  if (kind !== 'add' || !exists) return undefined;
  const message = `The pipeline already has "${path.join('.')}".`;
  return { code: 'override_exists', path: '', message, hint: `To replace it, write ${operand.slice(1)}.` };
}

function nodeAt(root: DocumentNode, path: readonly string[]): DocumentNode | undefined {
  let node: DocumentNode | undefined = root;
  for (const part of path) {
    if (node === undefined || node.kind === 'scalar') return undefined;
    node =
      node.kind === 'map' ? node.entries.get(part)?.value : INDEX.test(part) ? node.items[Number(part)] : undefined;
  }
  return node;
}

/** The node with the change applied below it, or the issue that prevents it. */
function change(node: DocumentNode, override: Override, rest: readonly string[]): DocumentNode | Issue {
  const [part, ...deeper] = rest;
  if (part === undefined) return override.kind === 'remove' ? node : override.value;
  if (node.kind === 'map') return changeMap(node, override, part, deeper);
  if (node.kind === 'list') return changeList(node, override, part, deeper);
  const parent = override.path.slice(0, override.path.length - rest.length).join('.') || 'The pipeline';
  return bad(`"${parent}" is neither a map nor a list, so "${override.path.join('.')}" cannot be set.`);
}

function changeMap(node: MapNode, override: Override, part: string, deeper: readonly string[]): MapNode | Issue {
  const place = { override: override.operand };
  const entries = new Map(node.entries);
  if (override.kind === 'remove' && deeper.length === 0) {
    entries.delete(part);
    return { ...node, entries, removed: new Map(node.removed).set(part, place) };
  }
  const old = node.entries.get(part);
  const value = change(old?.value ?? emptyParent(override, deeper), override, deeper);
  if ('code' in value) return value;
  entries.set(part, { key: old?.key ?? place, value });
  return { ...node, entries };
}

function changeList(node: ListNode, override: Override, part: string, deeper: readonly string[]): ListNode | Issue {
  const index = Number(part);
  const { length } = node.items;
  if (!INDEX.test(part) || index > length || (index === length && override.kind !== 'add')) {
    const name = override.path.slice(0, -1 - deeper.length).join('.');
    return bad(`"${name}" is a list of length ${length}: items are numbered from 0, and +${name}.${length} adds one.`);
  }
  const items = [...node.items];
  if (override.kind === 'remove' && deeper.length === 0) {
    items.splice(index, 1);
    return { ...node, items };
  }
  const value = change(items[index] ?? emptyParent(override, deeper), override, deeper);
  if ('code' in value) return value;
  items[index] = value;
  return { ...node, items };
}

/** An empty map or list for the rest of a path that does not exist yet. */
function emptyParent({ operand }: Override, [next]: readonly string[]): DocumentNode {
  const place = { override: operand };
  return next === '0'
    ? { kind: 'list', items: [], place }
    : { kind: 'map', entries: new Map(), removed: new Map(), place };
}

const INDEX = /^(?:0|[1-9][0-9]*)$/;

const bad = (message: string): Issue => ({ code: 'bad_override', path: '', message });
