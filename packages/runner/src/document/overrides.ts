import { didYouMean, type Issue } from '@noprop/core';
import { type Document, isCollection, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { pipelineSchema } from './pipeline.schema';
import { isForbiddenKey } from './values';

/** A change to the document from the command line: `key=value`, `+key=value` or `~key`. */
interface Override {
  readonly operand: string;
  readonly kind: 'set' | 'add' | 'remove';
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Where overrides have been at work, so that later issues can point at them. */
export type Overridden = ReadonlyMap<string, string>;

/** Applies overrides in their order, before validation. */
export function applyOverrides(document: Document, operands: readonly string[]): { overridden: Overridden; issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const overridden = new Map<string, string>();
  for (const operand of operands) {
    const override = parseOverride(operand);
    const problem = 'code' in override ? override : apply(document, override);
    if (problem !== undefined) issues.push({ ...problem, file: `override ${operand}` });
    else if (!('code' in override)) overridden.set(override.path.join('.'), operand);
  }
  return { overridden, issues };
}

function parseOverride(operand: string): Override | Issue {
  const match = /^([+~]?)([^=]+?)(?:=(.*))?$/s.exec(operand);
  const [, sign, key, text] = match ?? [];
  const bad = (message: string): Issue => ({ code: 'bad_override', path: '', message, hint: 'Write key=value, +key=value or ~key.' });
  if (key === undefined) return bad(`"${operand}" is no override.`);
  const path = key.split('.');
  if (path.some((part) => part === '' || isForbiddenKey(part))) return bad(`"${key}" is no path into the pipeline.`);
  if (sign === '~') return text === undefined ? { operand, kind: 'remove', path, value: undefined } : bad('A removal has no value.');
  if (text === undefined) return bad(`"${operand}" gives no value.`);
  const parsed = parseDocument(text, { uniqueKeys: true, version: '1.2', logLevel: 'silent' });
  if (parsed.errors.length > 0 || parsed.warnings.length > 0) return bad(`The value of "${key}" is not valid YAML.`);
  return { operand, kind: sign === '+' ? 'add' : 'set', path, value: parsed.toJS({ maxAliasCount: 0 }) as unknown };
}

function apply(document: Document, { kind, path, value, operand }: Override): Issue | undefined {
  const steps = path.map((part, i) => (isSeq(parentAt(document, path, i)) ? Number(part) : part));
  const exists = document.hasIn(steps);
  const key = path.join('.');
  if (kind === 'add' && exists) {
    return { code: 'override_exists', path: '', message: `"${key}" is there already.`, hint: `To replace it write ${operand.slice(1)}.` };
  }
  if (kind !== 'add' && !exists && !(kind === 'set' && isKnown(path))) return unknown(document, path, kind, operand);
  if (kind === 'remove') document.deleteIn(steps);
  else document.setIn(steps, document.createNode(value));
  return undefined;
}

function parentAt(document: Document, path: readonly string[], depth: number): unknown {
  let node: unknown = document.contents;
  for (const part of path.slice(0, depth)) {
    node = isMap(node) ? node.get(part, true) : isSeq(node) ? node.get(Number(part), true) : undefined;
  }
  return node;
}

/** A key that the pipeline's own schema has may be set although the document leaves it to its default. */
function isKnown(path: readonly string[]): boolean {
  let schema: unknown = pipelineSchema;
  for (const part of path) {
    const properties = (schema as { properties?: Record<string, unknown> } | undefined)?.properties;
    if (properties === undefined || !Object.hasOwn(properties, part)) return false;
    schema = properties[part];
  }
  return true;
}

function unknown(document: Document, path: readonly string[], kind: Override['kind'], operand: string): Issue {
  const key = path.join('.');
  const near = didYouMean(key, pathsOf(document.contents));
  const add = kind === 'set' ? `To add it write +${operand}.` : undefined;
  const hint = [near, add].filter((part) => part !== undefined).join(' ');
  return { code: 'unknown_override', path: '', message: `The pipeline has no "${key}".`, ...(hint === '' ? {} : { hint }) };
}

/** Every dotted path of a document. */
function pathsOf(node: unknown, prefix = ''): string[] {
  if (!isCollection(node)) return [];
  if (isMap(node)) {
    return node.items.flatMap(({ key, value }) => {
      const path = `${prefix}${isScalar(key) ? String(key.value) : ''}`;
      return [path, ...pathsOf(value, `${path}.`)];
    });
  }
  return isSeq(node) ? node.items.flatMap((item, i) => [`${prefix}${i}`, ...pathsOf(item, `${prefix}${i}.`)]) : [];
}
