import type { Issue } from '@noprop/core';
import { isReservedKey } from './convert';
import { currentPath, withCurrentValue } from './current-keys';
import { placed } from './locate';
import type { DocumentNode } from './node';
import { parseYaml } from './parse';

/** A change to the document from the command line. */
export type Override = {
  readonly operand: string;
  readonly path: readonly string[];
} & ({ readonly kind: 'set' | 'add'; readonly value: DocumentNode } | { readonly kind: 'remove' });

/**
 * Parses `key=value` (replace), `+key=value` (add) or `~key` (remove). A key is a dotted path with list items by index;
 * a value is YAML.
 */
export function parseOverride(operand: string): Override | { readonly issues: readonly Issue[] } {
  const [, sign, key, text] = /^([+~]?)([^=]*)(?:=(.*))?$/.exec(operand) ?? [];
  if (key === undefined || key === '') return refused(operand, 'Not an override.');
  const path = currentPath(key.split('.'));
  if (path.some((part) => part === '' || isReservedKey(part)))
    return refused(operand, `"${key}" is not a path into a pipeline.`);
  if (sign === '~') {
    return text === undefined ? { operand, path, kind: 'remove' } : refused(operand, 'A removal takes no value.');
  }
  if (text === undefined) return refused(operand, 'Missing value.');
  const place = { override: operand };
  const { root, issues } = parseYaml(text, place);
  if (root === undefined || issues.length > 0) return { issues };
  const current = withCurrentValue(key, root);
  if (current.issues.length > 0) return { issues: current.issues };
  return { operand, path, kind: kindOf(sign), value: current.root };
}

const kindOf = (sign: string | undefined): 'add' | 'set' => (sign === '+' ? 'add' : 'set');

function refused(operand: string, message: string): { issues: readonly Issue[] } {
  const hint = 'Write key=value to replace, +key=value to add, ~key to remove.';
  return { issues: [placed({ code: 'bad_override', path: '', message, hint }, { override: operand })] };
}
