import type { Kind, Registry } from '@noprop/core';
import { stringify } from 'yaml';
import { baseAt, type CheckedDocument } from '../document/check';
import { listAt, withList } from '../document/lists';
import { toPlain } from '../document/node';
import { type List, lists, pipelineSchema, slots } from '../document/pipeline.schema';
import { type FolderOf, resolvePaths } from './option-paths';

/** Where the pipeline of a run came from. */
export interface Given {
  readonly text: string;
  readonly file: string;
  readonly overrides: readonly string[];
}

/**
 * The pipeline as a run folder keeps it. One that extends nothing is kept as given. Otherwise the text as given is a
 * comment above the merged pipeline, which runs without its bases. Overrides are listed in comments, not applied.
 *
 * @param folderOf folder of the file with this name; undefined means the pipeline itself
 */
export function pipelineSource(
  { text, file, overrides }: Given,
  { merged }: Pick<CheckedDocument, 'merged'>,
  registry: Registry,
  folderOf: (base: string | undefined) => string,
): string {
  const applied = overrides.map((operand) => `# override: ${oneLine(operand)}\n`).join('');
  if (merged.bases.length === 0) return applied + text;
  const pathFolder: FolderOf = (path) => folderOf(baseAt(merged.root, path));
  const plain = absolutePaths(toPlain(merged.root) as Plain, registry, pathFolder);
  const order = [...Object.keys(pipelineSchema.properties), ...Object.keys(plain)];
  const ordered = Object.fromEntries([...new Set(order)].filter((key) => key in plain).map((key) => [key, plain[key]]));
  const origin = [
    `Merged from ${file === '-' ? 'standard input' : file} and what it extends, the weakest first:`,
    ...merged.bases.map((base) => `  ${base}`),
    'Paths are absolute here. As given, it reads:',
    ...text
      .trimEnd()
      .split(/\r\n|\r|\n/)
      .map((line) => `| ${line}`.trimEnd()),
  ];
  const comments = origin.map((line) => `# ${line}\n`).join('');
  return applied + comments + stringify(ordered, { ...YAML, aliasDuplicateObjects: false });
}

const YAML = { version: '1.2', schema: 'core', lineWidth: 0 } as const;

type Plain = Readonly<Record<string, unknown>>;

/** The document with path options made absolute, because relative ones would not resolve from a run folder. */
function absolutePaths(document: Plain, registry: Registry, folderOf: FolderOf): Plain {
  const resolved = (kind: Kind, slot: unknown, path: string): unknown => {
    const { uses, with: options } = (slot ?? {}) as { readonly uses?: unknown; readonly with?: unknown };
    if (typeof uses !== 'string' || typeof options !== 'object' || options === null) return slot;
    const component = registry.find(kind, uses);
    if ('code' in component) return slot;
    const paths = resolvePaths(component, options as Plain, (key) => folderOf(`${path}.with.${key}`));
    return { ...(slot as Plain), with: paths };
  };
  const filled = slots.filter((slot) => slot in document).map((slot) => [slot, resolved(slot, document[slot], slot)]);
  const all = { ...document, ...Object.fromEntries(filled) };
  return (Object.keys(lists) as List[]).reduce<Plain>((whole, list) => {
    const given = listAt(document, list);
    const components = given.map((slot, i) => resolved(lists[list], slot, `${list}.${i}`));
    return given.length === 0 ? whole : withList(whole, list, components);
  }, all);
}

const oneLine = (operand: string): string => operand.replace(/[\r\n]+/g, ' ');
