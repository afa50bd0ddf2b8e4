import type { List } from './pipeline.schema';

type Plain = Readonly<Record<string, unknown>>;

/** The items of a list of components; empty if the list is missing or not a list. */
export function listAt(document: Plain, list: List): readonly unknown[] {
  const found = list.split('.').reduce<unknown>((node, key) => (isMap(node) ? node[key] : undefined), document);
  return Array.isArray(found) ? found : [];
}

/** The document with the components of an existing list replaced. */
export function withList(document: Plain, list: List, components: readonly unknown[]): Plain {
  const [key, inside] = list.split('.') as [string, string?];
  if (inside === undefined) return { ...document, [key]: components };
  return { ...document, [key]: { ...(document[key] as Plain), [inside]: components } };
}

/** Whether a value of a document is a map. */
export const isMap = (node: unknown): node is Plain =>
  typeof node === 'object' && node !== null && !Array.isArray(node);
