import type { Issue, Registry } from '@noprop/core';
import type { CheckedDocument } from '../document/check';
import { type CreatedKey, unknownOverride } from '../document/overrides';
import { type List, lists, pipelineSchema, type Slot, slots } from '../document/pipeline.schema';

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}

/**
 * An override may set a key that the document leaves at its default if a schema has the key: the pipeline's own or that
 * of the slot's component. Every other new key is refused, with a suggestion.
 */
export function createdKeyIssues({ created, value, paths }: CheckedDocument, registry: Registry): Issue[] {
  return created.flatMap(({ operand, path }: CreatedKey) => {
    const lookup = look(path, value as unknown as Readonly<Record<string, unknown>>, registry);
    if (lookup === 'known') return [];
    const written = path.join('.');
    const others = paths.filter((each) => each !== written && !written.startsWith(`${each}.`));
    return [unknownOverride(operand, path, [...others, ...lookup.siblings])];
  });
}

/** Whether the schemas have a path; if not, the valid paths at the point where it leaves them. */
function look(
  path: readonly string[],
  document: Readonly<Record<string, unknown>>,
  registry: Registry,
): 'known' | { readonly siblings: readonly string[] } {
  let schema: SchemaNode | undefined = pipelineSchema as SchemaNode;
  for (const [i, part] of path.entries()) {
    if (part === 'with') schema = optionsSchema(path.slice(0, i), document, registry);
    // An unknown component is reported as an issue of its own.
    if (schema === undefined) return 'known';
    if (part === 'with') continue;
    const next: SchemaNode | undefined = schema.items ?? own(schema.properties, part);
    if (next === undefined) {
      const prefix = path
        .slice(0, i)
        .map((each) => `${each}.`)
        .join('');
      return { siblings: Object.keys(schema.properties ?? {}).map((key) => `${prefix}${key}`) };
    }
    schema = next;
  }
  return 'known';
}

/** Options schema of a slot's component. */
function optionsSchema(
  slot: readonly string[],
  document: Readonly<Record<string, unknown>>,
  registry: Registry,
): SchemaNode | undefined {
  // In `evaluation.0` and `evaluateEvery.evaluation.0` the list names the kind.
  const key = slot.filter((part) => !/^\d+$/.test(part)).join('.');
  const node = slot.reduce<unknown>(
    (inside, part) => (inside as Record<string, unknown> | undefined)?.[part],
    document,
  );
  const { uses } = (node ?? {}) as { readonly uses?: unknown };
  const kind = isList(key) ? lists[key] : isSlot(key) ? key : undefined;
  if (typeof uses !== 'string' || kind === undefined) return undefined;
  const component = registry.find(kind, uses);
  return 'code' in component ? undefined : (component.schema as SchemaNode);
}

const isList = (key: string): key is List => Object.hasOwn(lists, key);

const isSlot = (key: string): key is Slot => (slots as readonly string[]).includes(key);

function own(properties: SchemaNode['properties'], key: string): SchemaNode | undefined {
  return properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
}
